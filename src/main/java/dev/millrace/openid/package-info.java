/**
 * Who somebody is, as an OpenID provider says: its authorization code flow, with PKCE. Start at
 * {@link dev.millrace.openid.OpenIdProvider}.
 */
@NullMarked
package dev.millrace.openid;

import org.jspecify.annotations.NullMarked;
