package io.github.reelay.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.RequestOption;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message as a person posted it: multipart, a plain form, or JSON (which has no picture).
 *
 * @param strayImage whether a picture came that is not among the files in its field; without it
 *     something else would be bought
 * @param pictureLink the address of a picture; blank where there is none
 * @param draft whether a draft video is to be made first
 * @param idempotencyKey chosen by the client, so that a repeated post makes one message
 */
record PostedMessage(
    String text,
    Map<RequestOption, String> options,
    @Nullable String replyTo,
    @Nullable String idempotencyKey,
    List<UploadedFile> images,
    boolean strayImage,
    boolean draft,
    String pictureLink) {
  /** The most that any model takes as references. */
  static final int MAX_IMAGES = 9;

  /** The longest prompt of any model is far below. */
  private static final int MAX_JSON_BYTES = 256 * 1024;

  /**
   * @throws IOException if the body is not what its type says
   */
  static PostedMessage parse(Context ctx, ObjectMapper json) throws IOException {
    if (ctx.isMultipartFormData()) {
      List<UploadedFile> files = chosen(ctx.uploadedFiles());
      List<UploadedFile> images = chosen(ctx.uploadedFiles("image"));
      boolean stray = images.size() > MAX_IMAGES || files.size() > images.size();
      return fromFields(ctx, ctx::formParam, images, stray);
    }
    if (ctx.isFormUrlencoded()) {
      return fromFields(ctx, ctx::formParam, List.of(), false);
    }
    byte[] body = ctx.bodyInputStream().readNBytes(MAX_JSON_BYTES);
    JsonNode tree = json.readTree(body);
    return fromFields(
        ctx,
        name -> tree.hasNonNull(name) ? tree.path(name).asText() : null,
        List.of(),
        tree.path("image").isContainerNode());
  }

  /** A page's file input in which nothing was chosen is sent as an empty file without a name. */
  private static List<UploadedFile> chosen(List<UploadedFile> files) {
    return files.stream().filter(f -> f.size() > 0 || !f.filename().isEmpty()).toList();
  }

  private static PostedMessage fromFields(
      Context ctx,
      Function<String, @Nullable String> field,
      List<UploadedFile> images,
      boolean stray) {
    String text = field.apply("text");
    return new PostedMessage(
        text == null ? "" : text.strip(),
        RequestOption.fromFields(field),
        blankToNull(field.apply("replyTo")),
        readIdempotencyKey(ctx, field.apply("id")),
        images,
        stray || blankToNull(field.apply("image")) != null,
        "true".equals(field.apply("draft")),
        Objects.requireNonNullElse(field.apply(Command.Field.PICTURE_LINK.word()), ""));
  }

  /** The {@code Idempotency-Key} header, or the field {@code id}. */
  static @Nullable String readIdempotencyKey(Context ctx, @Nullable String field) {
    String header = ctx.header("Idempotency-Key");
    return blankToNull(header == null ? field : header);
  }

  private static @Nullable String blankToNull(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }
}
