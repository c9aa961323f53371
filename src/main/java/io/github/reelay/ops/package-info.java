/**
 * What the operator sees: metrics, alerts, and log lines without secrets.
 *
 * <p>Log keys used everywhere: {@code task}, {@code provider}, {@code chat}.
 */
@NullMarked
package io.github.reelay.ops;

import org.jspecify.annotations.NullMarked;
