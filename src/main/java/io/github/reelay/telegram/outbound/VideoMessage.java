package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.tracking.port.DeliveryRequest;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaVideo;

/**
 * The call that turns a message into the video; it may be repeated without harm.
 *
 * @param spoiler whether the video is hidden until a person taps it
 */
record VideoMessage(MessageTexts texts, boolean spoiler) {
  /**
   * Names of the parts of the upload. Fixed and unlike: with equal names the thumbnail is lost, and
   * a quote in a name breaks the upload.
   */
  static final String VIDEO_NAME = "video.";

  private static final String THUMBNAIL_NAME = "thumb.jpg";

  EditMessageMedia turnIntoVideo(MessageRef message, DeliveryRequest delivery, UploadFile file) {
    Message caption =
        texts.caption(delivery.task(), file.isCopy(), FormattedText.MAX_CAPTION_LENGTH);
    EditMessageMedia edit =
        EditMessageMedia.builder()
            .chatId(message.chat().id())
            .messageId(TelegramIds.messageId(message))
            .media(
                media(
                    delivery,
                    file,
                    FormattedText.of(caption.text(), FormattedText.MAX_CAPTION_LENGTH)))
            .build();
    edit.setReplyMarkup(Keyboards.of(caption.rows()));
    return edit;
  }

  /**
   * With all its numbers: above about 10 MB Telegram does not read the file, and would show a black
   * square of no length. From a file, never a stream, which the library reads into memory.
   */
  private InputMediaVideo media(DeliveryRequest delivery, UploadFile file, FormattedText caption) {
    InputMediaVideo media =
        new InputMediaVideo(
            file.path().toFile(), VIDEO_NAME + Video.ending(file.path().toString()));
    media.setCaption(caption.text());
    media.setCaptionEntities(caption.entities().isEmpty() ? null : caption.entities());
    media.setWidth(delivery.video().width());
    media.setHeight(delivery.video().height());
    media.setDuration(Math.max(1, Math.round(delivery.video().length().toMillis() / 1000f)));
    media.setSupportsStreaming(true);
    media.setHasSpoiler(spoiler ? true : null);
    file.thumbnail().ifPresent(jpeg -> media.setThumbnail(new InputFile(jpeg, THUMBNAIL_NAME)));
    return media;
  }
}
