package io.github.reelay.discord.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.reelay.discord.inbound.InboundEvent.AttachedFile;
import io.github.reelay.discord.inbound.InboundEvent.MessageContent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Mentions;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.SelfMember;
import net.dv8tion.jda.api.entities.SelfUser;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.entities.channel.unions.GuildMessageChannelUnion;
import net.dv8tion.jda.api.entities.channel.unions.MessageChannelUnion;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;

/** Which messages are meant for the bot, and what is read of them. */
@ExtendWith(MockitoExtension.class)
class MessageFilterTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final long BOT = 9;

  @Mock private JDA jda;
  @Mock private SelfUser bot;
  @Mock private User ann;
  @Mock private Member member;
  @Mock private SelfMember self;
  @Mock private Guild guild;
  @Mock private Message message;
  @Mock private Mentions mentions;

  @Mock(extraInterfaces = GuildMessageChannelUnion.class)
  private MessageChannelUnion channel;

  @BeforeEach
  void annWrites() {
    when(message.getAuthor()).thenReturn(ann);
    when(message.getChannel()).thenReturn(channel);
  }

  private Optional<InboundEvent> filter() {
    return MessageFilter.toInboundEvent(
        new MessageReceivedEvent(jda, 0, message), DiscordLocale.ENGLISH_US);
  }

  /** A message that is looked at, in a place of this type. */
  private void inA(ChannelType type, MessageType kind) {
    when(message.getType()).thenReturn(kind);
    when(jda.getSelfUser()).thenReturn(bot);
    when(channel.getType()).thenReturn(type);
    when(message.getMentions()).thenReturn(mentions);
  }

  private void reads(String text) {
    when(bot.getId()).thenReturn(Long.toString(BOT));
    when(ann.getId()).thenReturn("1001");
    when(message.getId()).thenReturn("41");
    when(message.getContentRaw()).thenReturn(text);
    when(message.getTimeCreated()).thenReturn(AT.atOffset(ZoneOffset.UTC));
    when(channel.getId()).thenReturn("3000");
  }

  /** A text channel of a server where the bot may do all but this. */
  private void inServer(@Nullable Permission missing) {
    inA(ChannelType.TEXT, MessageType.DEFAULT);
    when(message.getMember()).thenReturn(member);
    when(guild.getId()).thenReturn("2000");
    when(guild.getSelfMember()).thenReturn(self);
    when(((GuildChannel) channel).getGuild()).thenReturn(guild);
    when(member.getEffectiveName()).thenReturn("Ann");
    when(self.hasPermission(any(GuildChannel.class), any(Permission[].class)))
        .thenAnswer(call -> call.getArgument(1) != missing);
  }

  private static Message.Attachment text() {
    Message.Attachment file = mock(Message.Attachment.class);
    when(file.getContentType()).thenReturn("text/plain");
    return file;
  }

  private static Message.Attachment taken(String name) {
    Message.Attachment file = mock(Message.Attachment.class);
    when(file.getUrl()).thenReturn("https://cdn.example/" + name);
    when(file.getFileName()).thenReturn(name);
    when(file.getSize()).thenReturn(12);
    return file;
  }

  private static AttachedFile attached(String name) {
    return new AttachedFile("https://cdn.example/" + name, name, 12);
  }

  private void repliedTo(User author, List<Message.Attachment> files) {
    Message theirs = mock(Message.class);
    when(theirs.getAuthor()).thenReturn(author);
    if (!files.isEmpty()) {
      when(theirs.getAttachments()).thenReturn(files);
    }
    MessageReference reference = new MessageReference(0, 40, 3000, 2000, theirs, jda);
    when(message.getReferencedMessage()).thenReturn(theirs);
    when(message.getMessageReference()).thenReturn(reference);
  }

  private static MessageContent said(Optional<InboundEvent> event) {
    return Objects.requireNonNull(event.orElseThrow().said());
  }

  @Test
  void otherBotsAreNotHeard() {
    when(ann.isBot()).thenReturn(true);
    assertThat(filter()).isEmpty();
  }

  @Test
  void webhooksAreNotHeard() {
    when(message.isWebhookMessage()).thenReturn(true);
    assertThat(filter()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = MessageType.class,
      names = {"CHANNEL_PINNED_ADD", "THREAD_STARTER_MESSAGE", "GUILD_MEMBER_JOIN"})
  void whatDiscordItselfWritesIsNotHeard(MessageType type) {
    when(message.getType()).thenReturn(type);
    assertThat(filter()).isEmpty();
  }

  @Test
  void aMessageBetweenPeopleIsNotOurs() {
    inA(ChannelType.TEXT, MessageType.DEFAULT);
    when(mentions.getUsers()).thenReturn(List.of(ann));
    assertThat(filter()).isEmpty();
  }

  @Test
  void aReplyToAnotherPersonIsNotOurs() {
    inA(ChannelType.TEXT, MessageType.INLINE_REPLY);
    when(bot.getIdLong()).thenReturn(BOT);
    Message theirs = mock(Message.class);
    when(theirs.getAuthor()).thenReturn(ann);
    when(message.getReferencedMessage()).thenReturn(theirs);
    assertThat(filter()).isEmpty();
  }

  @Test
  void aDirectMessageNeedsNoMention() {
    inA(ChannelType.PRIVATE, MessageType.DEFAULT);
    reads("  it rains ");
    when(ann.getEffectiveName()).thenReturn("Ann");

    InboundEvent event = filter().orElseThrow();

    assertThat(event.said()).isEqualTo(new MessageContent("it rains", true, false, false, null));
    assertThat(event.where()).isEqualTo(new InboundEvent.Location("3000", null, true, null));
    assertThat(event.at()).isEqualTo(AT.toEpochMilli());
    assertThat(event.moderator()).isFalse();
    assertThat(event.missing()).isEmpty();
    assertThat(event.picture()).isNull();
  }

  @Test
  void everyMentionOfTheBotIsTakenOutOfTheText() {
    inServer(null);
    reads("<@9> a fox <@!9> meets <@1001>");
    when(mentions.getUsers()).thenReturn(List.of(ann, bot));

    assertThat(said(filter()))
        .isEqualTo(new MessageContent("a fox  meets <@1001>", false, true, false, null));
  }

  @Test
  void aReplyWithoutPingIsHeardThoughItsTextIsHidden() {
    inServer(null);
    reads("");
    when(bot.getIdLong()).thenReturn(BOT);
    repliedTo(bot, List.of());

    InboundEvent event = filter().orElseThrow();

    assertThat(event.said()).isEqualTo(new MessageContent("", false, false, true, null));
    assertThat(event.on()).isEqualTo("40");
  }

  @Test
  void aMentionInReplyToSomebodysPictureBringsThatPicture() {
    inServer(null);
    reads("<@9> it moves");
    when(mentions.getUsers()).thenReturn(List.of(bot));
    when(bot.getIdLong()).thenReturn(BOT);
    Message.Attachment boat = taken("boat.png");
    when(boat.getContentType()).thenReturn("image/png");
    repliedTo(ann, List.of(text(), boat));

    InboundEvent event = filter().orElseThrow();

    assertThat(said(Optional.of(event)).theirs()).isEqualTo(attached("boat.png"));
    assertThat(event.picture()).isNull();
  }

  @Test
  void somebodysOtherFilesAreNotBrought() {
    inServer(null);
    reads("<@9> it moves");
    when(mentions.getUsers()).thenReturn(List.of(bot));
    when(bot.getIdLong()).thenReturn(BOT);
    repliedTo(ann, List.of(text()));

    assertThat(said(filter()).theirs()).isNull();
  }

  @Test
  void thePictureIsTakenAmongOtherFilesAlsoWithoutItsType() {
    inA(ChannelType.PRIVATE, MessageType.DEFAULT);
    reads("it moves");
    Message.Attachment untyped = taken("boat.png");
    when(untyped.isImage()).thenReturn(true);
    Message.Attachment notes = text();
    when(message.getAttachments()).thenReturn(List.of(notes, untyped));

    assertThat(filter().orElseThrow().picture()).isEqualTo(attached("boat.png"));
  }

  @Test
  void aFileThatIsNoPictureIsTakenToSaySo() {
    inA(ChannelType.PRIVATE, MessageType.DEFAULT);
    reads("it moves");
    Message.Attachment notes = taken("notes.txt");
    when(message.getAttachments()).thenReturn(List.of(notes));

    assertThat(filter().orElseThrow().picture()).isEqualTo(attached("notes.txt"));
  }

  @Test
  void aModeratorAndMissingRightsAreSeen() {
    inServer(Permission.MESSAGE_ATTACH_FILES);
    reads("<@9> a fox");
    when(mentions.getUsers()).thenReturn(List.of(bot));
    when(member.hasPermission(Permission.MANAGE_SERVER)).thenReturn(true);

    InboundEvent event = filter().orElseThrow();

    assertThat(event.moderator()).isTrue();
    assertThat(event.missing()).containsExactly("MESSAGE_ATTACH_FILES");
    assertThat(event.where().server()).isEqualTo("2000");
  }
}
