package io.github.reelay.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a person posts, as it came: multipart, a plain form, or JSON (which has no picture).
 *
 * @param key chosen by the client, so that a repeated post makes one message
 */
record PostedMessage(
    String text,
    @Nullable String model,
    @Nullable String duration,
    @Nullable String aspect,
    @Nullable String resolution,
    @Nullable String replyTo,
    @Nullable String key,
    @Nullable UploadedFile image) {
  /** The longest prompt of any model is far below. */
  private static final int MOST_JSON = 256 * 1024;

  /**
   * @throws IOException if the body is not what its type says
   */
  static PostedMessage read(Context ctx, ObjectMapper json) throws IOException {
    if (ctx.isMultipartFormData()) {
      UploadedFile file = ctx.uploadedFile("image");
      boolean empty = file == null || (file.size() == 0 && file.filename().isEmpty());
      return of(ctx, ctx::formParam, empty ? null : file);
    }
    if (ctx.isFormUrlencoded()) {
      return of(ctx, ctx::formParam, null);
    }
    byte[] body = ctx.bodyInputStream().readNBytes(MOST_JSON);
    JsonNode tree = json.readTree(body);
    return of(ctx, name -> tree.hasNonNull(name) ? tree.path(name).asText() : null, null);
  }

  private static PostedMessage of(
      Context ctx, Function<String, @Nullable String> field, @Nullable UploadedFile image) {
    String text = field.apply("text");
    return new PostedMessage(
        text == null ? "" : text.strip(),
        filled(field.apply("model")),
        filled(field.apply("duration")),
        filled(field.apply("aspect")),
        filled(field.apply("resolution")),
        filled(field.apply("replyTo")),
        keyOf(ctx, field.apply("id")),
        image);
  }

  /** The {@code Idempotency-Key} header, or the field {@code id}. */
  static @Nullable String keyOf(Context ctx, @Nullable String field) {
    String header = ctx.header("Idempotency-Key");
    return filled(header == null ? field : header);
  }

  private static @Nullable String filled(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }
}
