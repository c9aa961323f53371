package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.Price;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Conversation.Choice;
import io.github.reelay.conversation.Conversation.Field;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be asked for: {@code /models}, menus and autocomplete. */
record ModelList(ModelCatalogue menu, UserTexts voice) {
  private static final String DOT = " · ";

  Answer models(Sender speaker) {
    Locale language = voice.language(speaker);
    RichText.Builder text = RichText.build().add(voice.text(speaker, "models.title"));
    if (menu.models().isEmpty()) {
      return voice.tell(speaker, "request.no-provider");
    }
    String chosen = menu.defaultModel().orElse("");
    for (ModelInfo card : menu.models()) {
      text.line().bold(card.model());
      if (card.model().equals(chosen)) {
        text.words(" ").add(voice.text(speaker, "models.default"));
      }
      text.words(DOT + facts(language, card) + DOT + price(language, card));
    }
    return UserTexts.tell(text.text());
  }

  private String facts(Locale language, ModelInfo card) {
    Stream<String> values =
        Stream.of(
            voice
                .sentences()
                .words(
                    language,
                    "time.seconds-of",
                    card.durations().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining("/"))),
            card.aspects().stream().map(AspectRatio::text).collect(Collectors.joining(", ")),
            card.resolutions().stream().map(Resolution::text).collect(Collectors.joining(", ")));
    Stream<String> abilities =
        Stream.of(
            card.image() ? voice.sentences().words(language, "models.image") : "",
            card.remix() ? voice.sentences().words(language, "models.remix") : "");
    return Stream.concat(values, abilities)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(DOT));
  }

  private String price(Locale language, ModelInfo card) {
    return switch (card.price()) {
      case Price.PerSecond(var amount) ->
          voice.sentences().words(language, "models.per-second", voice.phrases().money(amount));
      case Price.PerVideo(var amount) ->
          voice.sentences().words(language, "models.per-video", voice.phrases().money(amount));
    };
  }

  List<Choice> suggest(
      Locale locale, Field field, String typed, @Nullable String model, int limit) {
    Locale language = MessageBundles.spoken(locale);
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    return choices(language, field, model).stream()
        .filter(choice -> choice.value().toLowerCase(Locale.ROOT).contains(wanted))
        .sorted(
            Comparator.comparing(
                (Choice choice) -> !choice.value().toLowerCase(Locale.ROOT).startsWith(wanted)))
        .limit(limit)
        .toList();
  }

  private List<Choice> choices(Locale language, Field field, @Nullable String model) {
    List<ModelInfo> cards =
        menu.models().stream()
            .filter(card -> model == null || model.isBlank() || card.model().equals(model))
            .toList();
    return switch (field) {
      case MODEL ->
          menu.models().stream()
              .map(card -> new Choice(card.model() + DOT + price(language, card), card.model()))
              .toList();
      case DURATION ->
          cards.stream()
              .flatMap(card -> card.durations().stream())
              .distinct()
              .sorted()
              .map(s -> new Choice(voice.phrases().seconds(language, s), Integer.toString(s)))
              .toList();
      case ASPECT ->
          cards.stream()
              .flatMap(card -> card.aspects().stream())
              .distinct()
              .sorted()
              .map(a -> new Choice(a.text(), a.text()))
              .toList();
      case RESOLUTION ->
          cards.stream()
              .flatMap(card -> card.resolutions().stream())
              .distinct()
              .sorted()
              .map(r -> new Choice(r.text(), r.text()))
              .toList();
    };
  }
}
