package io.github.reelay.telegram.inbound;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.Document;
import org.telegram.telegrambots.meta.api.objects.ExternalReplyInfo;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.photo.PhotoSize;

/**
 * A picture in a message: the largest size of a photo, or an image sent as a file.
 *
 * @param bytes its size as told; 0 when not told
 */
record SentImage(String fileId, long bytes) {

  static @Nullable SentImage find(@Nullable Message message) {
    return message == null ? null : of(message.getPhoto(), message.getDocument());
  }

  /** A reply to a message of another chat or topic carries what it was about. */
  static @Nullable SentImage find(@Nullable ExternalReplyInfo reply) {
    return reply == null ? null : of(reply.getPhoto(), reply.getDocument());
  }

  private static @Nullable SentImage of(
      @Nullable List<PhotoSize> photo, @Nullable Document document) {
    if (photo != null && !photo.isEmpty()) {
      PhotoSize largest =
          photo.stream()
              .max(Comparator.comparingLong(s -> (long) s.getWidth() * s.getHeight()))
              .orElseThrow();
      Integer size = largest.getFileSize();
      return new SentImage(largest.getFileId(), size == null ? 0 : size);
    }
    if (document != null && isImage(document)) {
      Long size = document.getFileSize();
      return new SentImage(document.getFileId(), size == null ? 0 : size);
    }
    return null;
  }

  /** By the type as told; what the bytes really are, the media folder finds out. */
  private static boolean isImage(Document document) {
    String type = document.getMimeType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("image/");
  }
}
