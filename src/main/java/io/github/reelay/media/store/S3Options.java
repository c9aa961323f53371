package io.github.reelay.media.store;

import io.github.reelay.config.Secret;
import io.github.reelay.config.SettingReader;
import io.github.reelay.config.UrlForm;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The options of a bucket in an S3-compatible store.
 *
 * @param prefix what names in it begin with: empty, or ending with a slash
 * @param pathStyle whether the bucket stands in the address's path, not before its host
 */
public record S3Options(
    URI endpoint,
    String bucket,
    String region,
    String prefix,
    boolean pathStyle,
    Secret accessKey,
    Secret secretKey) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*/?");

  private static final String SECTION = "media.s3.";

  /** Where videos and pictures are kept. */
  private enum Kind {
    FOLDER,
    S3
  }

  /** The bucket, if there is to be one. */
  public static Optional<S3Options> read(SettingReader in) {
    boolean wanted = in.choice("media.store", Kind.class) == Kind.S3;
    Optional<URI> endpoint =
        in.optionalUrl(
            SECTION + "endpoint",
            UrlForm.http(
                "an address without a path, such as https://s3.eu-central-1.amazonaws.com",
                "",
                ""));
    Optional<String> bucket =
        in.optional(SECTION + "bucket", "a bucket's name", text -> matching(BUCKET, text));
    String region = in.value(SECTION + "region", "a region's name", t -> matching(REGION, t));
    String prefix =
        in.optional(
                SECTION + "prefix",
                "folders such as bots/reelay, or none",
                text -> matching(PREFIX, text))
            .map(text -> text.endsWith("/") ? text : text + "/")
            .orElse("");
    boolean pathStyle = in.flag(SECTION + "path-style");
    Optional<Secret> accessKey = in.token(SECTION + "access-key");
    Optional<Secret> secretKey = in.token(SECTION + "secret-key");
    if (!wanted) {
      return Optional.empty();
    }
    require(in, "endpoint", endpoint, "the address of the store");
    require(in, "bucket", bucket, "the bucket's name");
    require(in, "access-key", accessKey, "the bucket's access key");
    require(in, "secret-key", secretKey, "the bucket's secret key");
    return endpoint.isEmpty() || bucket.isEmpty() || accessKey.isEmpty() || secretKey.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new S3Options(
                endpoint.get(),
                bucket.get(),
                region,
                prefix,
                pathStyle,
                accessKey.get(),
                secretKey.get()));
  }

  private static void require(SettingReader in, String key, Optional<?> value, String needed) {
    if (value.isEmpty()) {
      in.addError(
          in.variable(SECTION + key),
          "nothing",
          needed + ", since media.store is s3",
          "set it, or set media.store to folder");
    }
  }

  private static String matching(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException("another form");
    }
    return text;
  }

  /** Tells it from other buckets, and from other places in it; holds no secret. */
  public String address() {
    return endpoint + "/" + bucket + "/" + prefix;
  }
}
