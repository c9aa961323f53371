package io.github.reelay.media;

import io.github.reelay.security.HmacSigner;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaLinks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signed links such as {@code https://bot.example/media/videos/<task>.mp4?until=1700000000&sign=…}:
 * whoever has one may read that one file until that second. They name no person. Safe for many
 * threads.
 */
public final class SignedLinks implements MediaLinks, MediaLinks.Resolver {
  private static final String VIDEO_PREFIX = "videos/";
  private static final String PICTURE_PREFIX = "pictures/";

  private final @Nullable URI publicUrl;
  private final MediaFiles files;
  private final HmacSigner signer;
  private final InstantSource clock;

  /**
   * @param publicUrl where people and providers reach our web server; null: no links are given
   */
  public SignedLinks(
      @Nullable URI publicUrl, MediaFolder folder, HmacSigner signer, InstantSource clock) {
    this.publicUrl = publicUrl;
    this.files = folder.files();
    this.signer = signer;
    this.clock = clock;
  }

  @Override
  public Optional<URI> link(ReferenceImage image, Duration validFor) {
    return link(PICTURE_PREFIX + MediaFiles.fileName(image), validFor);
  }

  @Override
  public Optional<URI> link(Video video, Duration validFor) {
    return link(VIDEO_PREFIX + video.file(), validFor);
  }

  private Optional<URI> link(String path, Duration validFor) {
    URI baseUrl = publicUrl;
    if (baseUrl == null) {
      return Optional.empty();
    }
    String until = Long.toString(clock.instant().plus(validFor).getEpochSecond());
    String root = baseUrl.toString().replaceAll("/+$", "");
    return Optional.of(
        URI.create(root + "/media/" + path + "?until=" + until + "&sign=" + sign(path, until)));
  }

  private String sign(String path, String until) {
    return signer.sign(path + "\n" + until);
  }

  @Override
  public Optional<MediaFile> resolve(String path, Map<String, String> query) {
    String until = query.getOrDefault("until", "");
    String expected = sign(path, until);
    boolean genuine =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.US_ASCII),
            query.getOrDefault("sign", "").getBytes(StandardCharsets.UTF_8));
    // What carries our signature was written by us: a number, and a name of the folder.
    if (!genuine || clock.instant().getEpochSecond() >= Long.parseLong(until)) {
      return Optional.empty();
    }
    MediaFile mediaFile =
        path.startsWith(VIDEO_PREFIX)
            ? new MediaFile(
                files.paths().video(path.substring(VIDEO_PREFIX.length())), Video.mediaType(path))
            : new MediaFile(
                files.paths().picture(path.substring(PICTURE_PREFIX.length())),
                path.endsWith(".png") ? "image/png" : "image/jpeg");
    try {
      return files.has(mediaFile.file()) ? Optional.of(mediaFile) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it may be there: whoever asks is to ask again
    }
  }
}
