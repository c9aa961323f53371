/**
 * The task tracker: what happens to a task ({@code Step}, pure), who carries it out, and the ports
 * it needs.
 *
 * <p>Ports (implemented by adapters): {@link TaskStore}, {@link Timers}, {@link VideoProvider},
 * {@link ChatPlatform}, {@link MediaStore}, {@link ImageFitter}, {@link MediaLinks}, {@link
 * TrackerListener}.
 */
@NullMarked
package io.github.reelay.tracking;

import org.jspecify.annotations.NullMarked;
