/**
 * The task tracker: what happens to a task ({@code state}, pure), who carries it out ({@code
 * execution}), and the ports it needs ({@code port}).
 *
 * <p>Ports (implemented by adapters): {@link TaskStore}, {@link TaskTimers}, {@link
 * ProviderGateway}, {@link ChatPlatform}, {@link MediaStore}, {@link MediaConverter}, {@link
 * MediaLinks}, {@link TrackerListener}.
 */
@NullMarked
package io.github.reelay.tracking;

import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.ProviderGateway;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.port.TaskTimers;
import io.github.reelay.tracking.port.TrackerListener;
import org.jspecify.annotations.NullMarked;
