package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.telegram.api.BotApi;
import io.github.reelay.telegram.api.TelegramResult;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.commands.DeleteMyCommands;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScope;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllChatAdministrators;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllGroupChats;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllPrivateChats;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeDefault;

/**
 * The command menu that Telegram offers while a person types, in each language. The narrowest scope
 * wins, so lists that an earlier program left in a narrower one are removed.
 */
public final class CommandMenu {
  private static final Logger log = LoggerFactory.getLogger(CommandMenu.class);

  private static final Set<Command.Audience> GROUPS = EnumSet.of(Command.Audience.EVERYBODY);
  private static final Set<Command.Audience> PRIVATE_CHATS =
      EnumSet.of(Command.Audience.EVERYBODY, Command.Audience.ONE_PERSON);

  private final BotApi api;
  private final MessageTexts texts;

  public CommandMenu(BotApi api, MessageTexts texts) {
    this.api = api;
    this.texts = texts;
  }

  /** Best effort: without a menu every command still works. */
  public void register() {
    for (Locale language : texts.languages()) {
      setCommands(new BotCommandScopeDefault(), language, GROUPS);
      setCommands(new BotCommandScopeAllGroupChats(), language, GROUPS);
      setCommands(new BotCommandScopeAllPrivateChats(), language, PRIVATE_CHATS);
      deleteCommands(new BotCommandScopeAllChatAdministrators(), language);
    }
  }

  private void setCommands(
      BotCommandScope scope, Locale language, Set<Command.Audience> audiences) {
    SetMyCommands set =
        SetMyCommands.builder()
            .scope(scope)
            .languageCode(BotProfile.languageCode(language))
            .commands(
                Arrays.stream(Command.values())
                    .filter(command -> audiences.contains(command.audience()))
                    .map(Command::word)
                    .map(word ->
                        new BotCommand(word, texts.text(language, "telegram.command." + word)))
                    .toList())
            .build();
    logIfFailed(api.call(set));
  }

  private void deleteCommands(BotCommandScope scope, Locale language) {
    logIfFailed(
        api.call(
            DeleteMyCommands.builder()
                .scope(scope)
                .languageCode(BotProfile.languageCode(language))
                .build()));
  }

  private static void logIfFailed(TelegramResult<Boolean> result) {
    if (!(result instanceof TelegramResult.Done<Boolean>)) {
      log.atWarn().log("A command menu was not set, people see the old one: {}", result);
    }
  }
}
