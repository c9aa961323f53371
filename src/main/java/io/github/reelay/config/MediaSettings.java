package io.github.reelay.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The folder of finished videos.
 *
 * @param keep after delivery
 * @param most bytes of delivered videos in all; the oldest go first
 * @param leastFree bytes of free disk below which the operator is told and no new request is taken
 * @param largestVideo bytes that are fetched at most
 * @param ffmpeg the program that shrinks a video; empty: none is used
 */
public record MediaSettings(
    Duration keep, long most, long leastFree, long largestVideo, Optional<String> ffmpeg) {
  public static MediaSettings read(SettingReader in) {
    return new MediaSettings(
        in.time("media.keep", Duration.ofSeconds(1)),
        in.size("media.most"),
        in.size("media.least-free"),
        in.size("media.largest-video"),
        in.optional("media.ffmpeg", "a program's name or path", text -> text));
  }
}
