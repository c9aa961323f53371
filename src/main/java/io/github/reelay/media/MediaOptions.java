package io.github.reelay.media;

import io.github.reelay.config.SettingReader;
import io.github.reelay.media.store.S3Options;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of the media folder.
 *
 * @param dir where it is, absolute; instances of one database may share it
 * @param retention a file is kept so long after its task needed it last; a picture, after it was
 *     sent
 * @param undeliveredRetention a video that was never delivered is kept so long for Fetch
 * @param maxBytes all files together; above it the oldest that no open task needs go, young or not
 * @param minFreeBytes bytes on the disk under which the operator is told and no new request is
 *     taken
 * @param store the bucket that holds everything that is in the folder; null: nothing but the folder
 *     does
 * @param ffmpeg name or path of the program that shrinks a video; null: none is used
 */
public record MediaOptions(
    Path dir,
    Duration retention,
    Duration undeliveredRetention,
    long maxBytes,
    long minFreeBytes,
    @Nullable S3Options store,
    @Nullable String ffmpeg) {
  public static MediaOptions read(SettingReader in) {
    return new MediaOptions(
        in.optionalFolder("media.dir").orElseGet(() -> in.folder("data.dir").resolve("media")),
        in.time("media.keep", Duration.ofSeconds(1)),
        in.time("media.keep-undelivered", Duration.ofSeconds(1)),
        in.size("media.most"),
        in.size("media.least-free"),
        S3Options.read(in).orElse(null),
        in.optional("media.ffmpeg", "a program's name or path", text -> text).orElse(null));
  }
}
