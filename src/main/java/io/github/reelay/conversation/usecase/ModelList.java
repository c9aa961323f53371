package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.Price;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.OptionNames;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of models: {@code /models}. */
record ModelList(ModelCatalogue catalogue, UserTexts texts) {
  private static final String SEPARATOR = " · ";

  Answer models(Sender sender) {
    Locale language = texts.language(sender);
    RichText.Builder text = RichText.builder().append(texts.text(sender, "models.title"));
    if (catalogue.models().isEmpty()) {
      return texts.reply(sender, "models.none");
    }
    String gap = texts.plainText(language, "sentence.gap");
    String chosen = catalogue.defaultModel().orElse("");
    for (ModelInfo model : catalogue.models()) {
      text.newLine().bold(model.model());
      if (model.model().equals(chosen)) {
        text.plain(gap).append(texts.text(sender, "models.default"));
      }
      if (model.retired()) {
        text.plain(gap).append(texts.text(sender, "models.retired"));
      }
      text.plain(SEPARATOR + description(language, model) + SEPARATOR + price(language, model));
    }
    return UserTexts.reply(text.build());
  }

  private String description(Locale language, ModelInfo model) {
    String comma = texts.plainText(language, "list.comma");
    Stream<String> values =
        Stream.of(
            texts.plainText(language, "time.seconds-of", lengths(model.durations())),
            model.aspects().stream().map(AspectRatio::text).collect(Collectors.joining(comma)),
            model.resolutions().stream().map(Resolution::text).collect(Collectors.joining(comma)));
    Stream<String> abilities =
        Stream.of(
            model.needsImage()
                ? texts.plainText(language, "models.image-needed")
                : model.supportsImage() ? texts.plainText(language, "models.image") : "",
            model.supportsRemix() ? texts.plainText(language, "models.remix") : "",
            model.options().keySet().stream()
                .map(option -> names(language).name(option).toLowerCase(language))
                .collect(Collectors.joining(comma)));
    return Stream.concat(values, abilities)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(SEPARATOR));
  }

  private OptionNames names(Locale language) {
    return new OptionNames(texts.localizer().bundles(), language);
  }

  /** {@code 4/8/12}, or {@code 3-15} where every length between is there. */
  private static String lengths(List<Integer> seconds) {
    boolean all = seconds.getLast() - seconds.getFirst() == seconds.size() - 1;
    return seconds.size() > 3 && all
        ? seconds.getFirst() + "-" + seconds.getLast()
        : seconds.stream().map(String::valueOf).collect(Collectors.joining("/"));
  }

  private String price(Locale language, ModelInfo model) {
    return switch (model.price()) {
      case Price.PerSecond(var amount) ->
          texts.plainText(
              language,
              "models.per-second",
              texts.formats().money(language, amount, model.pretend()));
      case Price.PerVideo(var amount) ->
          texts.plainText(
              language,
              "models.per-video",
              texts.formats().money(language, amount, model.pretend()));
    };
  }
}
