/**
 * The one HTTP server: who visits, what may be asked from outside, and how files are given out.
 *
 * <p>What is served sits in {@code web.chat} (page and API) and {@code web.ops} (health, metrics,
 * signed media links); both hand their {@link Routes} to {@link WebServer}. Javalin stays in here.
 */
@NullMarked
package io.github.reelay.web;

import org.jspecify.annotations.NullMarked;
