/** What describes a deployment, held against the code that is deployed. */
@NullMarked
package dev.millrace.infra;

import org.jspecify.annotations.NullMarked;
