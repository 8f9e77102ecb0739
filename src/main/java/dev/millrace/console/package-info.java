/**
 * The console: what an owner sees in a browser. Start at {@link dev.millrace.console.OverviewPage}.
 *
 * <p>A page is a resource class marked {@link dev.millrace.console.OwnersOnly}, with a checked
 * template in {@code templates/<class>/} that fills {@code templates/layout.html}. It gets the
 * organisation from {@link dev.millrace.console.Visitor}. Forms carry the visitor's CSRF token.
 * Everything works without scripts, which are htmx and {@code console.js}; the content security
 * policy, in {@code application.properties}, allows no others and nothing inline.
 *
 * <p>Whatever goes wrong outside the routes of programs is answered with a page, see {@link
 * dev.millrace.console.ErrorPages}.
 */
@NullMarked
package dev.millrace.console;

import org.jspecify.annotations.NullMarked;
