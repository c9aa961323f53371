package io.github.reelay.telegram.inbound;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.Document;
import org.telegram.telegrambots.meta.api.objects.ExternalReplyInfo;
import org.telegram.telegrambots.meta.api.objects.LivePhoto;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.photo.PhotoSize;
import org.telegram.telegrambots.meta.api.objects.stickers.Sticker;

/**
 * The media of a message: a picture a video can start from, or something else to see or hear, which
 * must not be passed over silently when a video is paid for. Null stands for a message without
 * media.
 */
sealed interface SentMedia permits SentImage, SentMedia.NoPicture {
  /** A clip, a GIF, a moving sticker, a sound, a story. */
  record NoPicture() implements SentMedia {}

  /** What a message brings itself. A sticker says something; nobody means it as a file. */
  static @Nullable SentMedia of(Message message) {
    return message.hasSticker()
        ? new NoPicture()
        : of(
            message.getPhoto(),
            message.getLivePhoto(),
            message.getAnimation() == null ? message.getDocument() : null,
            null,
            message.getAnimation(),
            message.getVideo(),
            message.getVideoNote(),
            message.getPaidMedia(),
            message.getStory(),
            message.getAudio(),
            message.getVoice());
  }

  /** What a message brings that a command replies to. */
  static @Nullable SentMedia ofRepliedTo(Message message) {
    return message.hasSticker() ? of(null, null, null, message.getSticker()) : of(message);
  }

  /** A reply to a message of another chat or topic carries what it was about. */
  static @Nullable SentMedia of(ExternalReplyInfo reply) {
    return of(
        reply.getPhoto(),
        reply.getLivePhoto(),
        reply.getAnimation() == null ? reply.getDocument() : null,
        reply.getSticker(),
        reply.getAnimation(),
        reply.getVideo(),
        reply.getVideoNote(),
        reply.getPaidMedia(),
        reply.getStory(),
        reply.getAudio(),
        reply.getVoice());
  }

  private static @Nullable SentMedia of(
      @Nullable List<PhotoSize> photo,
      @Nullable LivePhoto livePhoto,
      @Nullable Document document,
      @Nullable Sticker sticker,
      @Nullable Object... others) {
    if (photo != null && !photo.isEmpty()) {
      return largest(photo);
    }
    if (livePhoto != null && livePhoto.getPhoto() != null && !livePhoto.getPhoto().isEmpty()) {
      return largest(livePhoto.getPhoto());
    }
    if (document != null) {
      return of(document);
    }
    if (sticker != null) {
      return of(sticker);
    }
    return livePhoto != null || Stream.of(others).anyMatch(Objects::nonNull)
        ? new NoPicture()
        : null;
  }

  private static SentMedia largest(List<PhotoSize> photo) {
    return photo.stream()
        .filter(Objects::nonNull)
        .max(Comparator.comparingLong(SentMedia::area))
        .map(largest -> image(largest.getFileId(), largest.getFileSize()))
        .orElseGet(NoPicture::new);
  }

  private static long area(PhotoSize size) {
    return size.getWidth() == null || size.getHeight() == null
        ? 0
        : (long) size.getWidth() * size.getHeight();
  }

  /** What nobody can fetch is no picture, and its sender is told so. */
  private static SentMedia image(@Nullable String fileId, @Nullable Number size) {
    return fileId == null || fileId.isBlank()
        ? new NoPicture()
        : new SentImage(fileId, size == null ? 0 : size.longValue());
  }

  /**
   * A picture sent as a file comes under any type, {@code application/octet-stream} too: whether it
   * is one, its bytes say in the media folder.
   */
  private static SentMedia of(Document document) {
    String type =
        document.getMimeType() == null ? "" : document.getMimeType().toLowerCase(Locale.ROOT);
    if (type.startsWith("video/") || type.startsWith("audio/")) {
      return new NoPicture();
    }
    return image(document.getFileId(), document.getFileSize());
  }

  /** A sticker that stands still is a WebP. */
  private static SentMedia of(Sticker sticker) {
    return Boolean.TRUE.equals(sticker.getIsAnimated()) || Boolean.TRUE.equals(sticker.getIsVideo())
        ? new NoPicture()
        : image(sticker.getFileId(), sticker.getFileSize());
  }
}
