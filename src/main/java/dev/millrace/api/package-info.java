/**
 * The JSON API of owners and their programs: keys, members, deliveries, usage and rollups. Each
 * resource is one route; every method names the scope it needs.
 *
 * <p>Errors are problem details.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, "Problem Details for HTTP
 *     APIs"</a>
 */
@NullMarked
package dev.millrace.api;

import org.jspecify.annotations.NullMarked;
