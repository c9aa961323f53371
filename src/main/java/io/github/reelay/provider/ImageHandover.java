package io.github.reelay.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.provider.dialect.Bytes;
import io.github.reelay.provider.dialect.GenerationRequest;
import io.github.reelay.provider.dialect.HttpPost;
import io.github.reelay.provider.dialect.HttpReply;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gets a picture to a relay before the paid POST, in the way its row names. Free, so whatever fails
 * here proves that nothing was bought. Thread-safe.
 */
final class ImageHandover {
  /** An uploaded picture is good for 72 h (APIMart, uploads/images); an hour is kept in hand. */
  private static final Duration UPLOAD_GOOD_FOR = Duration.ofHours(71);

  /** Links are short; ten thousand take about 2 MB. */
  private static final long MOST_UPLOADS = 10_000;

  /** A relay may fetch the picture late, when the task leaves its own queue. */
  private static final Duration LINK_GOOD_FOR = Duration.ofHours(24);

  private static final Duration LINK_CHECK = Duration.ofSeconds(5);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final MediaStore media;
  private final MediaConverter converter;
  private final MediaLinks links;
  private final Cache<Upload, String> uploads;

  ImageHandover(MediaStore media, MediaConverter converter, MediaLinks links, InstantSource clock) {
    this.media = media;
    this.converter = converter;
    this.links = links;
    this.uploads =
        Caffeine.newBuilder()
            .maximumSize(MOST_UPLOADS)
            .expireAfterWrite(UPLOAD_GOOD_FOR)
            .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
            .recordStats()
            .build();
  }

  Cache<?, ?> uploads() {
    return uploads;
  }

  /** A picture on its way, or why it cannot be had. */
  sealed interface Result {
    record Handed(GenerationRequest.Handed image) implements Result {}

    record Not(SubmitResult result) implements Result {}
  }

  Result hand(
      Provider relay,
      WireFormat.PictureRule rule,
      ReferenceImage image,
      WireFormat.@Nullable Size size) {
    try {
      return switch (rule.way()) {
        case FILE ->
            new Result.Handed(
                new GenerationRequest.Handed.File(new Bytes(fitted(image, rule, size))));
        case LINK -> linked(image, rule);
        case UPLOAD -> uploaded(relay, rule, image, size);
      };
    } catch (IOException unusable) {
      return refused("the picture cannot be read: " + unusable.getMessage());
    }
  }

  /** The relay found fault with a request that used an uploaded picture: do not use it again. */
  void forget(Provider relay, ReferenceImage image) {
    uploads.asMap().keySet().removeIf(u -> u.isOf(relay.name(), image.sha256()));
  }

  private byte[] fitted(
      ReferenceImage image, WireFormat.PictureRule rule, WireFormat.@Nullable Size size)
      throws IOException {
    MediaConverter.Size exact =
        rule.matchesSize() && size != null
            ? new MediaConverter.Size(size.width(), size.height())
            : null;
    return converter.fit(image, exact, rule.mostBytes());
  }

  private Result linked(ReferenceImage image, WireFormat.PictureRule rule) throws IOException {
    ReferenceImage small = image;
    if (image.bytes() > rule.mostBytes()) {
      byte[] jpeg = converter.fit(image, null, rule.mostBytes());
      switch (media.takePicture(new ByteArrayInputStream(jpeg), jpeg.length)) {
        case MediaStore.PictureCheck.Taken(ReferenceImage taken) -> small = taken;
        case MediaStore.PictureCheck.Unfit(MediaStore.PictureCheck.Reason reason) -> {
          return refused("the picture cannot be shrunk: " + reason);
        }
      }
    }
    return links
        .link(small, LINK_GOOD_FOR)
        .<Result>map(uri -> new Result.Handed(new GenerationRequest.Handed.Address(uri.toString())))
        .orElseGet(() ->
            new Result.Not(
                new SubmitResult.NotAccepted(
                    Failure.of(FailureKind.PICTURE_UNUSABLE, "no public URL for pictures is set"),
                    true)));
  }

  private Result uploaded(
      Provider relay,
      WireFormat.PictureRule rule,
      ReferenceImage image,
      WireFormat.@Nullable Size size)
      throws IOException {
    String path = relay.traits().uploadPath();
    if (path == null) {
      return refused("models.yaml names no upload-path for " + relay.name());
    }
    Upload key =
        new Upload(relay.name(), image.sha256(), rule.matchesSize() ? String.valueOf(size) : "");
    String known = uploads.getIfPresent(key);
    // A relay may clean up early; a dead link in the paid POST would be refused.
    if (known != null && !relay.files().isGone(known, LINK_CHECK)) {
      return new Result.Handed(new GenerationRequest.Handed.Address(known));
    }
    HttpPost.Body form =
        new HttpPost.Body.Form(
            List.of(
                new HttpPost.Part.File(
                    "file", "picture.jpg", "image/jpeg", new Bytes(fitted(image, rule, size)))));
    HttpReply reply;
    try {
      reply = relay.post(path, RequestBodies.of(form));
    } catch (IOException unreachable) {
      return not(FailureKind.PROVIDER_UNREACHABLE, "upload: " + unreachable, null);
    }
    return judge(relay, reply, key);
  }

  private Result judge(Provider relay, HttpReply reply, Upload key) {
    String said = relay.clean("upload: HTTP " + reply.status());
    return switch (reply.status()) {
      case 200, 201 ->
          address(reply)
              .<Result>map(url -> {
                uploads.put(key, url);
                return new Result.Handed(new GenerationRequest.Handed.Address(url));
              })
              .orElseGet(
                  () -> not(FailureKind.PROVIDER_UNREACHABLE, said + " without an address", null));
      case 400, 413, 415, 422 -> refused(said);
      case 401, 403 -> not(FailureKind.PROVIDER_AUTH, said, null);
      case 402 -> not(FailureKind.PROVIDER_BALANCE, said, null);
      case 429 -> not(FailureKind.PROVIDER_BUSY, said, reply.retryAfter());
      default -> not(FailureKind.PROVIDER_UNREACHABLE, said, null);
    };
  }

  private static Optional<String> address(HttpReply reply) {
    try {
      var json = JSON.readTree(reply.body());
      String url = json.path("url").asText(json.at("/data/url").asText(""));
      return url.startsWith("http") ? Optional.of(url) : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static Result refused(String why) {
    return new Result.Not(new SubmitResult.Refused(Failure.of(FailureKind.PICTURE_UNUSABLE, why)));
  }

  private static Result not(FailureKind kind, String why, @Nullable Duration retryAfter) {
    return new Result.Not(new SubmitResult.NotAccepted(new Failure(kind, why, retryAfter), true));
  }

  /**
   * @param fit how it was cut; empty when it was not
   */
  private record Upload(String provider, String sha256, String fit) {
    boolean isOf(String name, String hash) {
      return provider.equals(name) && sha256.equals(hash);
    }
  }
}
