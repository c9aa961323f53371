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
record ModelList(ModelCatalogue catalogue, UserTexts texts) {
  private static final String DOT = " · ";

  Answer models(Sender sender) {
    Locale language = texts.language(sender);
    RichText.Builder text = RichText.build().add(texts.text(sender, "models.title"));
    if (catalogue.models().isEmpty()) {
      return texts.tell(sender, "request.no-provider");
    }
    String chosen = catalogue.defaultModel().orElse("");
    for (ModelInfo model : catalogue.models()) {
      text.line().bold(model.model());
      if (model.model().equals(chosen)) {
        text.words(" ").add(texts.text(sender, "models.default"));
      }
      text.words(DOT + facts(language, model) + DOT + price(language, model));
    }
    return UserTexts.tell(text.text());
  }

  private String facts(Locale language, ModelInfo model) {
    Stream<String> values =
        Stream.of(
            texts
                .localizer()
                .words(
                    language,
                    "time.seconds-of",
                    model.durations().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining("/"))),
            model.aspects().stream().map(AspectRatio::text).collect(Collectors.joining(", ")),
            model.resolutions().stream().map(Resolution::text).collect(Collectors.joining(", ")));
    Stream<String> abilities =
        Stream.of(
            model.image() ? texts.localizer().words(language, "models.image") : "",
            model.remix() ? texts.localizer().words(language, "models.remix") : "");
    return Stream.concat(values, abilities)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(DOT));
  }

  private String price(Locale language, ModelInfo model) {
    return switch (model.price()) {
      case Price.PerSecond(var amount) ->
          texts.localizer().words(language, "models.per-second", texts.formats().money(amount));
      case Price.PerVideo(var amount) ->
          texts.localizer().words(language, "models.per-video", texts.formats().money(amount));
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
        catalogue.models().stream()
            .filter(card -> model == null || model.isBlank() || card.model().equals(model))
            .toList();
    return switch (field) {
      case MODEL ->
          catalogue.models().stream()
              .map(card -> new Choice(card.model() + DOT + price(language, card), card.model()))
              .toList();
      case DURATION ->
          cards.stream()
              .flatMap(card -> card.durations().stream())
              .distinct()
              .sorted()
              .map(s -> new Choice(texts.formats().seconds(language, s), Integer.toString(s)))
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
