package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.task.ref.PersonRef;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;

/** The suggestions of autocomplete. */
public final class Autocomplete {
  /** Discord refuses more. */
  private static final int MAX_CHOICES = 25;

  private static final int MAX_NAME_LENGTH = 100;

  private final Conversation conversation;

  public Autocomplete(Conversation conversation) {
    this.conversation = conversation;
  }

  List<Choice> choices(CommandAutoCompleteInteractionEvent event, Locale language) {
    var typed = event.getFocusedOption();
    if (event.getName().equals(AdminSubcommands.COMMAND)) {
      return adminChoices(event, language);
    }
    OptionMapping model = event.getOption(RequestOption.MODEL.word());
    RequestOption option = RequestOption.ofWord(typed.getName()).orElse(RequestOption.MODEL);
    return conversation
        .suggest(
            language,
            option,
            typed.getValue(),
            option == RequestOption.MODEL || model == null ? null : model.getAsString(),
            MAX_CHOICES)
        .stream()
        .limit(MAX_CHOICES)
        .map(Autocomplete::toChoice)
        .toList();
  }

  private List<Choice> adminChoices(CommandAutoCompleteInteractionEvent event, Locale language) {
    var typed = event.getFocusedOption();
    OptionMapping limit = event.getOption(AdminSubcommands.LIMIT);
    String limitName = limit == null ? "" : limit.getAsString();
    Stream<String> values =
        switch (typed.getName()) {
          case AdminSubcommands.PROVIDER ->
              conversation
                  .providers(new PersonRef(DiscordIds.PLATFORM, event.getUser().getId()))
                  .stream();
          case AdminSubcommands.VALUE ->
              Stream.concat(
                  limitName.equals("models") ? models(language, typed.getValue()) : Stream.empty(),
                  AdminSubcommands.values(limitName).stream());
          default -> models(language, typed.getValue());
        };
    String start = typed.getValue().strip().toLowerCase(Locale.ROOT);
    return values
        .filter(value -> value.startsWith(start))
        .limit(MAX_CHOICES)
        .map(value -> new Choice(value, value))
        .toList();
  }

  private Stream<String> models(Locale language, String typed) {
    return conversation.suggest(language, RequestOption.MODEL, typed, null, MAX_CHOICES).stream()
        .map(Conversation.Suggestion::value);
  }

  private static Choice toChoice(Conversation.Suggestion suggestion) {
    String name =
        suggestion.label().length() <= MAX_NAME_LENGTH
            ? suggestion.label()
            : suggestion.label().substring(0, MAX_NAME_LENGTH);
    return new Choice(name, suggestion.value());
  }
}
