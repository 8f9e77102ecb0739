/**
 * Who somebody is, as an OpenID provider says: its authorization code flow, with PKCE. Start at
 * {@link dev.millrace.openid.OpenIdProvider}.
 *
 * <p>Not by Quarkus's own extension: that one keeps a session of its own in the browser, beside the
 * console's, and looks a provider up when a function starts. Here the provider is asked when
 * somebody signs in, and what becomes of it is a session like any other.
 */
@NullMarked
package dev.millrace.openid;

import org.jspecify.annotations.NullMarked;
