/**
 * What has been received, as it lies in the object store: {@code raw/} is the truth from which all
 * else is derived. Start at {@link dev.millrace.landing.Landing}.
 *
 * <p>An object's name is made from its content, so the same export twice is one object. Content
 * that people wrote or models answered is removed before it lands.
 */
@NullMarked
package dev.millrace.landing;

import org.jspecify.annotations.NullMarked;
