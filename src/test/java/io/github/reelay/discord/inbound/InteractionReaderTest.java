package io.github.reelay.discord.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import gnu.trove.map.TLongObjectMap;
import gnu.trove.map.hash.TLongObjectHashMap;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.discord.api.InteractionToken.BotAccess;
import io.github.reelay.discord.inbound.InboundEvent.Ack;
import io.github.reelay.discord.inbound.InboundEvent.AttachedFile;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.SelfMember;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.entities.channel.unions.MessageChannelUnion;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.IntegrationOwners;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.SlashCommandInteraction;
import net.dv8tion.jda.api.interactions.components.buttons.ButtonInteraction;
import net.dv8tion.jda.api.interactions.modals.ModalInteraction;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;

/**
 * What JDA tells of an interaction becomes one value. The places are those that a test server can
 * hardly make: rights that are missing, installs of a person, members of strange servers.
 */
@ExtendWith(MockitoExtension.class)
class InteractionReaderTest {
  /** An id holds its time. */
  private static final Instant AT = Instant.ofEpochMilli(1_764_000_000_000L);

  private static final long ID = (AT.toEpochMilli() - 1_420_070_400_000L) << 22;

  @Mock private JDA jda;
  @Mock private User user;
  @Mock private Member member;
  @Mock private SelfMember self;
  @Mock private Guild guild;
  @Mock private Message message;
  @Mock private IntegrationOwners owners;

  @Mock(extraInterfaces = GuildChannel.class)
  private MessageChannelUnion channel;

  private <T extends Interaction> T interaction(Class<T> type, InteractionContextType context) {
    T interaction = mock(type);
    when(interaction.getIdLong()).thenReturn(ID);
    when(interaction.getToken()).thenReturn("token");
    when(interaction.getUser()).thenReturn(user);
    when(user.getId()).thenReturn("1001");
    when(interaction.getUserLocale()).thenReturn(DiscordLocale.CHINESE_CHINA);
    when(interaction.getChannelIdLong()).thenReturn(3000L);
    when(interaction.getContext()).thenReturn(context);
    return interaction;
  }

  /** In a server the bot is a member of, without these rights there. */
  private <T extends Interaction> T inServer(Class<T> type, Permission... missing) {
    T interaction = interaction(type, InteractionContextType.GUILD);
    when(interaction.getGuild()).thenReturn(guild);
    when(interaction.getMember()).thenReturn(member);
    when(interaction.getChannel()).thenReturn(channel);
    when(guild.getId()).thenReturn("2000");
    when(guild.getSelfMember()).thenReturn(self);
    when(((GuildChannel) channel).getGuild()).thenReturn(guild);
    when(channel.getType()).thenReturn(ChannelType.TEXT);
    when(member.getEffectiveName()).thenReturn("Ann");
    Set<Permission> lacking = EnumSet.noneOf(Permission.class);
    lacking.addAll(List.of(missing));
    when(self.hasPermission(any(GuildChannel.class), any(Permission[].class)))
        .thenAnswer(call -> !lacking.contains(call.<Permission>getArgument(1)));
    return interaction;
  }

  private InboundEvent command(SlashCommandInteraction interaction, String name) {
    when(interaction.getName()).thenReturn(name);
    return InteractionReader.readCommand(new SlashCommandInteractionEvent(jda, 0, interaction));
  }

  private InboundEvent button(ButtonInteraction interaction, String id, boolean aside) {
    when(interaction.getMessage()).thenReturn(message);
    when(message.isEphemeral()).thenReturn(aside);
    return InteractionReader.readButton(
        new ButtonInteractionEvent(jda, 0, interaction), ButtonId.parse(id).orElseThrow());
  }

  private static InteractionToken token(InboundEvent event) {
    return InteractionToken.parse(event.ticket()).orElseThrow();
  }

  private static OptionMapping option(String name, int type, Object value) {
    TLongObjectMap<Object> resolved = new TLongObjectHashMap<>();
    Message.Attachment picture = mock(Message.Attachment.class);
    if (type == 11) {
      when(picture.getUrl()).thenReturn("https://cdn.example/boat.png");
      when(picture.getFileName()).thenReturn("boat.png");
      when(picture.getSize()).thenReturn(12);
      resolved.put(77, picture);
    }
    DataObject data = DataObject.empty().put("name", name).put("type", type).put("value", value);
    return new OptionMapping(data, resolved, null, null);
  }

  @Test
  void theOptionsOfACommandAreTextAndItsAttachmentIsAPicture() {
    SlashCommandInteraction interaction = inServer(SlashCommandInteraction.class);
    List<OptionMapping> options =
        List.of(option("prompt", 3, "a fox"), option("duration", 4, 8), option("image", 11, "77"));
    when(interaction.getOptions()).thenReturn(options);

    InboundEvent event = command(interaction, "video");

    assertThat(event.options()).isEqualTo(Map.of("prompt", "a fox", "duration", "8"));
    assertThat(event.picture())
        .isEqualTo(new AttachedFile("https://cdn.example/boat.png", "boat.png", 12));
    assertThat(event.what()).isEqualTo("video");
    assertThat(event.at()).isEqualTo(AT.toEpochMilli());
    assertThat(event.where()).isEqualTo(new InboundEvent.Location("3000", "2000"));
    assertThat(token(event))
        .isEqualTo(
            new InteractionToken("token", AT, BotAccess.MEMBER, InteractionToken.STATUS_REPLY));
  }

  @Test
  void aPersonInAServerHasTheNameAndTheRolesTheyHaveThere() {
    SlashCommandInteraction interaction = inServer(SlashCommandInteraction.class);
    Role role = mock(Role.class);
    when(role.getId()).thenReturn("7");
    when(member.getRoles()).thenReturn(List.of(role));

    assertThat(command(interaction, "jobs").who())
        .isEqualTo(new InboundEvent.Author("1001", "Ann", "zh-CN", List.of("7")));
  }

  @Test
  void inTheDirectChatTheBotsOwnTokenWorksAndNobodyModerates() {
    SlashCommandInteraction interaction =
        interaction(SlashCommandInteraction.class, InteractionContextType.BOT_DM);
    when(user.getEffectiveName()).thenReturn("Ann");

    InboundEvent event = command(interaction, "jobs");

    assertThat(token(event).access()).isEqualTo(BotAccess.MEMBER);
    assertThat(token(event).original()).isEqualTo(InteractionToken.OTHER_REPLY);
    assertThat(event.ack()).isEqualTo(Ack.PRIVATE_REPLY);
    assertThat(event.where().server()).isNull();
    assertThat(event.moderator()).isFalse();
    assertThat(event.missing()).isEmpty();
  }

  @Test
  void inTheChatOfTwoPeopleOnlyTheTokenCanSpeak() {
    SlashCommandInteraction interaction =
        interaction(SlashCommandInteraction.class, InteractionContextType.PRIVATE_CHANNEL);
    when(user.getEffectiveName()).thenReturn("Ann");

    assertThat(token(command(interaction, "video")).access()).isEqualTo(BotAccess.TOKEN_ONLY);
  }

  @Test
  void aStrangeServerTellsNeitherRolesNorRights() {
    SlashCommandInteraction interaction =
        interaction(SlashCommandInteraction.class, InteractionContextType.GUILD);
    when(interaction.getGuild()).thenReturn(guild);
    when(guild.isDetached()).thenReturn(true);
    when(guild.getId()).thenReturn("777");
    when(interaction.getMember()).thenReturn(member);
    when(member.isDetached()).thenReturn(true);
    when(member.getEffectiveName()).thenReturn("Ann");

    InboundEvent event = command(interaction, "video");

    assertThat(token(event).access()).isEqualTo(BotAccess.TOKEN_ONLY);
    assertThat(event.where().server()).isEqualTo("777");
    assertThat(event.who().roles()).isEmpty();
    assertThat(event.moderator()).isFalse();
  }

  @Test
  void whereTheBotMayNotPostThePersonsOwnInstallStillAnswers() {
    SlashCommandInteraction interaction =
        inServer(SlashCommandInteraction.class, Permission.MESSAGE_SEND);
    when(interaction.getIntegrationOwners()).thenReturn(owners);
    when(owners.isUserIntegration()).thenReturn(true);

    InboundEvent event = command(interaction, "video");

    assertThat(token(event).access()).isEqualTo(BotAccess.TOKEN_ONLY);
    assertThat(event.missing()).isEmpty();
  }

  @Test
  void withoutSuchAnInstallTheMissingRightsAreNamed() {
    SlashCommandInteraction interaction =
        inServer(
            SlashCommandInteraction.class,
            Permission.MESSAGE_SEND,
            Permission.MESSAGE_SEND_IN_THREADS,
            Permission.MESSAGE_HISTORY);
    when(interaction.getIntegrationOwners()).thenReturn(owners);

    InboundEvent event = command(interaction, "video");

    assertThat(token(event).access()).isEqualTo(BotAccess.MEMBER);
    assertThat(event.missing())
        .as("this is no thread")
        .containsExactlyInAnyOrder("MESSAGE_SEND", "MESSAGE_HISTORY");
  }

  @Test
  void whoManagesMessagesModeratesButtonsAndNotCommands() {
    when(member.hasPermission(Permission.MANAGE_SERVER)).thenReturn(false);
    when(member.hasPermission(any(GuildChannel.class), any(Permission[].class)))
        .thenAnswer(call -> call.getArgument(1) == Permission.MESSAGE_MANAGE);

    assertThat(button(inServer(ButtonInteraction.class), "delete:0123456789ABC", false).moderator())
        .isTrue();
    assertThat(command(inServer(SlashCommandInteraction.class), "admin").moderator()).isFalse();
  }

  @Test
  void whoManagesTheServerModeratesCommandsToo() {
    when(member.hasPermission(Permission.MANAGE_SERVER)).thenReturn(true);

    assertThat(command(inServer(SlashCommandInteraction.class), "admin").moderator()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "again:0123456789ABC, false, REPLY, reply",
    "try-anyway:0123456789ABC, false, REPLY, reply",
    "cancel:0123456789ABC, false, EDIT, 41",
    "fetch:0123456789ABC, false, EDIT, 41",
    "fetch:0123456789ABC, true, PRIVATE_REPLY, aside"
  })
  void aButtonSaysWhatBecomesOfItsMessage(String id, boolean aside, Ack ack, String original) {
    ButtonInteraction interaction = inServer(ButtonInteraction.class);
    when(interaction.getMessageIdLong()).thenReturn(41L);

    InboundEvent event = button(interaction, id, aside);

    assertThat(event.ack()).isEqualTo(ack);
    assertThat(token(event).original()).isEqualTo(original);
    assertThat(event.what()).isEqualTo(id);
    assertThat(event.on()).isEqualTo("41");
  }

  @Test
  void fetchInAListIsAnsweredForAllWhereOnlyTheTokenCanSpeak() {
    ButtonInteraction interaction =
        interaction(ButtonInteraction.class, InteractionContextType.PRIVATE_CHANNEL);
    when(user.getEffectiveName()).thenReturn("Ann");

    InboundEvent event = button(interaction, "fetch:0123456789ABC", true);

    assertThat(event.ack()).as("the video is posted by it").isEqualTo(Ack.REPLY);
    assertThat(token(event).original()).isEqualTo(InteractionToken.OTHER_REPLY);
  }

  @Test
  void aFormGivesItsFieldsAndWhatItIsAbout() {
    ModalInteraction interaction = inServer(ModalInteraction.class);
    when(interaction.getModalId()).thenReturn("animate:41");
    ModalMapping field = mock(ModalMapping.class);
    when(field.getCustomId()).thenReturn("prompt");
    when(field.getAsString()).thenReturn("the fox runs");
    when(interaction.getValues()).thenReturn(List.of(field));
    AttachedFile picture = new AttachedFile("https://cdn.example/a.png", "a.png", 12);

    InboundEvent event =
        InteractionReader.readModal(
            new ModalInteractionEvent(jda, 0, interaction), picture, "41", false);

    assertThat(event.kind()).isEqualTo(InboundEvent.Kind.FORM);
    assertThat(event.what()).isEqualTo("animate:41");
    assertThat(event.options()).isEqualTo(Map.of("prompt", "the fox runs"));
    assertThat(event.picture()).isEqualTo(picture);
    assertThat(event.on()).isEqualTo("41");
    assertThat(event.ack()).isEqualTo(Ack.REPLY);
  }
}
