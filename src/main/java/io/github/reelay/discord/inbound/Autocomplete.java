package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.RequestOption;
import java.util.List;
import java.util.Locale;
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

  private static Choice toChoice(Conversation.Suggestion suggestion) {
    String name =
        suggestion.label().length() <= MAX_NAME_LENGTH
            ? suggestion.label()
            : suggestion.label().substring(0, MAX_NAME_LENGTH);
    return new Choice(name, suggestion.value());
  }
}
