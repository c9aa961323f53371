package io.github.reelay.discord.inbound;

import io.github.reelay.discord.inbound.InboundEvent.AttachedFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.EmbedType;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.messages.MessageSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The finder of pictures in a message: what is attached to it, or to the message it forwards, and
 * the pictures its embeds show.
 */
final class MessagePictures {
  private MessagePictures() {}

  /** The first picture. */
  static Optional<AttachedFile> picture(Message message) {
    return attachments(message)
        .filter(MessagePictures::isPicture)
        .findFirst()
        .map(MessagePictures::toAttachedFile)
        .or(() -> embeds(message).flatMap(e -> shownBy(e).stream()).findFirst());
  }

  /** The pictures; a file that is none is taken where there is no other, to say so. */
  static List<AttachedFile> picturesOrFile(Message message) {
    List<AttachedFile> attached =
        attachments(message)
            .filter(MessagePictures::isPicture)
            .map(MessagePictures::toAttachedFile)
            .toList();
    return attached.isEmpty()
        ? picture(message)
            .or(() -> attachments(message).findFirst().map(MessagePictures::toAttachedFile))
            .stream()
            .toList()
        : attached;
  }

  static AttachedFile toAttachedFile(Message.Attachment attachment) {
    return new AttachedFile(attachment.getUrl(), attachment.getFileName(), attachment.getSize());
  }

  /** A forward carries a copy of the message it forwards, and nothing of its own. */
  private static Stream<Message.Attachment> attachments(Message message) {
    return Stream.concat(
        message.getAttachments().stream(),
        snapshots(message).stream().flatMap(s -> s.getAttachments().stream()));
  }

  private static Stream<MessageEmbed> embeds(Message message) {
    return Stream.concat(
        message.getEmbeds().stream(),
        snapshots(message).stream().flatMap(s -> s.getEmbeds().stream()));
  }

  private static List<MessageSnapshot> snapshots(Message message) {
    return message.getMessageSnapshots();
  }

  private static boolean isPicture(Message.Attachment attachment) {
    String type = attachment.getContentType();
    return type == null ? attachment.isImage() : type.startsWith("image/");
  }

  /**
   * The picture of an embed. The small one beside a link's title is not meant by anybody, unless
   * the link leads to a picture itself. Discord's copy goes before the address in the embed.
   */
  private static Optional<AttachedFile> shownBy(MessageEmbed embed) {
    MessageEmbed.ImageInfo image = embed.getImage();
    if (image != null && image.getUrl() != null) {
      return Optional.of(toAttachedFile(image.getUrl(), image.getProxyUrl()));
    }
    MessageEmbed.Thumbnail thumbnail = embed.getThumbnail();
    return embed.getType() == EmbedType.IMAGE && thumbnail != null && thumbnail.getUrl() != null
        ? Optional.of(toAttachedFile(thumbnail.getUrl(), thumbnail.getProxyUrl()))
        : Optional.empty();
  }

  /** An embed tells no size; the download is bounded. */
  private static AttachedFile toAttachedFile(String url, @Nullable String proxyUrl) {
    return new AttachedFile(proxyUrl == null ? url : proxyUrl, "embed", 0);
  }
}
