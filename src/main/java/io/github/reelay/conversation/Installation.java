package io.github.reelay.conversation;

import java.time.Duration;

/**
 * The installation as {@code /about} tells of it.
 *
 * @param version as {@code --version} prints it
 * @param videosKept how long a video is kept after delivery, and a picture after it was sent
 * @param tasksKept how long a finished task is kept, with its words
 */
public record Installation(String version, Duration videosKept, Duration tasksKept) {}
