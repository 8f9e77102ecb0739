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
@OpenAPIDefinition(
    info =
        @Info(
            title = "Millrace",
            version = "1",
            description = "Errors are problem details as of RFC 9457."),
    security = @SecurityRequirement(name = "key"),
    components =
        @Components(
            securitySchemes =
                @SecurityScheme(
                    securitySchemeName = "key",
                    type = SecuritySchemeType.HTTP,
                    scheme = "bearer",
                    description = "An API key, mro_… or mrp_…; its scopes say what it may do.")))
package dev.millrace.api;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.jspecify.annotations.NullMarked;
