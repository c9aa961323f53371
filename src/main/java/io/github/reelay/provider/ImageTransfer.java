package io.github.reelay.provider;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transfer of a reference image to a relay before the paid POST, in the way its row names.
 * Free, so whatever fails here proves that nothing was bought. Thread-safe.
 */
final class ImageTransfer {
  /** An uploaded picture is good for 72 h (APIMart, uploads/images); an hour is kept in hand. */
  private static final Duration UPLOAD_TTL = Duration.ofHours(71);

  /** Links are short; ten thousand take about 2 MB. */
  private static final long MAX_UPLOADS = 10_000;

  /** A relay may fetch the picture late, when the task leaves its own queue. */
  private static final Duration LINK_TTL = Duration.ofHours(24);

  private static final Duration LINK_CHECK_TIMEOUT = Duration.ofSeconds(5);

  private final MediaStore media;
  private final MediaConverter converter;
  private final MediaLinks links;
  private final Cache<UploadKey, String> uploadCache;

  ImageTransfer(MediaStore media, MediaConverter converter, MediaLinks links, InstantSource clock) {
    this.media = media;
    this.converter = converter;
    this.links = links;
    this.uploadCache =
        Caffeine.newBuilder()
            .maximumSize(MAX_UPLOADS)
            .expireAfterWrite(UPLOAD_TTL)
            .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
            .recordStats()
            .build();
  }

  Cache<?, ?> uploadCache() {
    return uploadCache;
  }

  /** A picture on its way, or why it cannot be had. */
  sealed interface Result {
    record Ready(GenerationRequest.ImageInput image) implements Result {}

    record Failed(SubmitResult result) implements Result {}
  }

  /**
   * @param first the first picture of the request, perhaps this one
   */
  Result handOver(
      ProviderClient target,
      ReferenceImage image,
      ReferenceImage first,
      GenerationRequest request) {
    WireFormat.ImageRule rule = Objects.requireNonNull(request.wire().imageRule());
    MediaConverter.Size size =
        FittedSize.of(image, first, rule, request.aspect(), request.exactSize());
    try {
      return switch (rule.transfer()) {
        case FILE ->
            new Result.Ready(
                new GenerationRequest.ImageInput.File(new Bytes(jpeg(image, rule, size))));
        case DATA_URL -> inline("data:image/jpeg;base64,", jpeg(image, rule, size));
        case BASE64 -> inline("", jpeg(image, rule, size));
        case LINK -> byLink(image, rule, size);
        case UPLOAD -> byUpload(target, rule, image, size);
      };
    } catch (IOException unusable) {
      return refused("the picture cannot be read: " + unusable.getMessage());
    }
  }

  private static Result inline(String prefix, byte[] jpeg) {
    return new Result.Ready(
        new GenerationRequest.ImageInput.Text(prefix + Base64.getEncoder().encodeToString(jpeg)));
  }

  /** The relay found fault with a request that used an uploaded picture: do not use it again. */
  void evictUploads(ProviderClient target, ReferenceImage image) {
    uploadCache.asMap().keySet().removeIf(u -> u.matches(target.name(), image.sha256()));
  }

  private byte[] jpeg(
      ReferenceImage image, WireFormat.ImageRule rule, MediaConverter.@Nullable Size size)
      throws IOException {
    return converter.toJpeg(image, size, rule.bounds().maxBytes());
  }

  private Result byLink(
      ReferenceImage image, WireFormat.ImageRule rule, MediaConverter.@Nullable Size size)
      throws IOException {
    ReferenceImage fitted = image;
    if (size != null || image.bytes() > rule.bounds().maxBytes()) {
      byte[] jpeg = jpeg(image, rule, size);
      switch (media.storeImage(new ByteArrayInputStream(jpeg), jpeg.length)) {
        case MediaStore.StoreImageResult.Stored(ReferenceImage taken) -> fitted = taken;
        case MediaStore.StoreImageResult.Invalid(MediaStore.StoreImageResult.Reason reason) -> {
          return refused("the picture cannot be fitted: " + reason);
        }
      }
    }
    return links
        .link(fitted, LINK_TTL)
        .<Result>map(uri -> new Result.Ready(new GenerationRequest.ImageInput.Text(uri.toString())))
        .orElseGet(() ->
            new Result.Failed(
                new SubmitResult.NotAccepted(
                    Failure.of(FailureKind.PICTURE_UNUSABLE, "no public URL for pictures is set"),
                    true)));
  }

  private Result byUpload(
      ProviderClient target,
      WireFormat.ImageRule rule,
      ReferenceImage image,
      MediaConverter.@Nullable Size size)
      throws IOException {
    String path = target.endpoints().uploadPath();
    if (path == null) {
      return refused("models.yaml names no upload-path for " + target.name());
    }
    UploadKey key =
        new UploadKey(target.name(), image.sha256(), size == null ? "" : size.toString());
    String known = uploadCache.getIfPresent(key);
    // A relay may clean up early; a dead link in the paid POST would be refused.
    if (known != null && !target.downloader().isGone(known, LINK_CHECK_TIMEOUT)) {
      return new Result.Ready(new GenerationRequest.ImageInput.Text(known));
    }
    HttpPost.Body form =
        new HttpPost.Body.Form(
            List.of(
                new HttpPost.Part.File(
                    "file", "picture.jpg", "image/jpeg", new Bytes(jpeg(image, rule, size)))));
    HttpReply reply;
    try {
      reply = target.post(path, RequestBodies.of(form));
    } catch (IOException unreachable) {
      return notAccepted(FailureKind.PROVIDER_UNREACHABLE, "upload: " + unreachable, null);
    }
    return parseUploadReply(target, reply, key);
  }

  private Result parseUploadReply(ProviderClient target, HttpReply reply, UploadKey key) {
    String said = target.redact("upload: HTTP " + reply.status());
    return switch (reply.status()) {
      case 200, 201 ->
          uploadedUrl(reply)
              .<Result>map(url -> {
                uploadCache.put(key, url);
                return new Result.Ready(new GenerationRequest.ImageInput.Text(url));
              })
              .orElseGet(() ->
                  notAccepted(
                      FailureKind.PROVIDER_UNREACHABLE, said + " without an address", null));
      case 400, 413, 415, 422 -> refused(said);
      case 401, 402, 403 -> notAccepted(reply.denial(), said, null);
      case 429 -> notAccepted(FailureKind.PROVIDER_BUSY, said, reply.retryAfter());
      default -> notAccepted(FailureKind.PROVIDER_UNREACHABLE, said, null);
    };
  }

  private static Optional<String> uploadedUrl(HttpReply reply) {
    JsonNode json = reply.json();
    String url = json.path("url").asText(json.at("/data/url").asText(""));
    return url.startsWith("http") ? Optional.of(url) : Optional.empty();
  }

  private static Result refused(String reason) {
    return new Result.Failed(
        new SubmitResult.Refused(Failure.of(FailureKind.PICTURE_UNUSABLE, reason)));
  }

  private static Result notAccepted(
      FailureKind kind, String reason, @Nullable Duration retryAfter) {
    return new Result.Failed(
        new SubmitResult.NotAccepted(new Failure(kind, reason, retryAfter), true));
  }

  /**
   * @param size how it was cut; empty when it was not
   */
  private record UploadKey(String provider, String sha256, String size) {
    boolean matches(String name, String hash) {
      return provider.equals(name) && sha256.equals(hash);
    }
  }
}
