package io.github.reelay.web.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.reelay.task.ReferenceImage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of the web chat as it is stored, and as the page and scripts read it from {@code
 * /api/events}.
 *
 * @param text plain, for scripts; {@code spans} is the same with its marks
 * @param spans null when the text has no marks
 * @param task the task it belongs to
 * @param state the task's state by name, e.g. {@code RUNNING}; on status messages
 * @param progress 0 to 100, as far as the provider tells
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChatMessage(
    String id,
    From from,
    Kind kind,
    String text,
    @Nullable List<MessageSpan> spans,
    @Nullable String task,
    @Nullable String state,
    @Nullable Integer progress,
    @Nullable PostedVideo video,
    @Nullable PostedImage image,
    @Nullable String replyTo,
    List<MessageButton> buttons,
    Instant at) {

  enum From {
    @JsonProperty("person")
    PERSON,
    @JsonProperty("bot")
    BOT
  }

  enum Kind {
    @JsonProperty("text")
    TEXT,
    @JsonProperty("status")
    STATUS,
    @JsonProperty("video")
    VIDEO,
    @JsonProperty("card")
    CARD
  }

  /**
   * A posted video; addresses are ours, relative to the page.
   *
   * @param spoiler whether it is hidden until a person clicks it
   */
  record PostedVideo(
      String url, String poster, int width, int height, double seconds, boolean spoiler) {}

  /** The picture a person sent along. */
  record PostedImage(
      String url, int width, int height, String mediaType, long bytes, String sha256) {
    static PostedImage of(String messageId, ReferenceImage picture) {
      return new PostedImage(
          "/api/messages/" + messageId + "/image",
          picture.width(),
          picture.height(),
          picture.mediaType(),
          picture.bytes(),
          picture.sha256());
    }

    ReferenceImage toReferenceImage() {
      return new ReferenceImage(sha256, mediaType, width, height, bytes);
    }
  }

  /**
   * @param id the action's name; with its target behind a colon where a message has several of one
   * @param target the task or draft it acts on
   */
  record MessageButton(String id, String label, String look, String target) {}

  static ChatMessage ofPerson(
      String id, String text, @Nullable PostedImage image, @Nullable String replyTo, Instant at) {
    return new ChatMessage(
        id,
        From.PERSON,
        Kind.TEXT,
        text,
        null,
        null,
        null,
        null,
        null,
        image,
        replyTo,
        List.of(),
        at);
  }
}
