package io.github.reelay.provider.catalogue;

import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.VideoOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page of a catalogue, in Markdown: a table of each provider's models. */
public final class CataloguePage {
  private static final String INTRODUCTION =
      """
      # Models

      Written by `./reelay models page > docs/models.md` from [models.yaml](../config/models.yaml), whose head
      explains every key; [adding-a-model.md](adding-a-model.md) shows how a row is made. Prices are in the relay's
      currency (`currency` in [reelay.yaml](../config/reelay.yaml); US dollars where it has none). The first length,
      shape and resolution are what people get who say nothing, unless another one is **bold**. *Unproven*: written
      from public pages; `./reelay prove` makes a video and compares it.
      """;

  private CataloguePage() {}

  public static String markdown(Catalogue catalogue) {
    return catalogue.rows().stream()
        .map(ModelRow::provider)
        .distinct()
        .map(provider -> section(catalogue, provider))
        .collect(Collectors.joining("", INTRODUCTION, ""));
  }

  private static String section(Catalogue catalogue, String provider) {
    return catalogue.rows().stream()
        .filter(row -> row.provider().equals(provider))
        .map(CataloguePage::line)
        .collect(
            Collectors.joining(
                "",
                "\n## "
                    + provider
                    + "\n\n"
                    + "| model | seconds | shapes | resolutions | pictures | options | price |"
                    + " offered | source |\n"
                    + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
                ""));
  }

  private static String line(ModelRow row) {
    Choices choices = row.fromText().choices();
    return List.of(
            "`" + row.model() + "`",
            lengths(choices),
            choices.aspects().stream().map(AspectRatio::text).collect(Collectors.joining(", ")),
            choices.resolutions().stream().map(Resolution::text).collect(Collectors.joining(", ")),
            pictures(row),
            options(choices),
            price(row.price()),
            offered(row),
            orEmpty(row.availability().source()))
        .stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String lengths(Choices choices) {
    List<Integer> all = choices.durations();
    boolean range = all.size() > 3 && all.getLast() - all.getFirst() == all.size() - 1;
    String usual = "**" + choices.defaultSeconds() + "**";
    String auto = choices.options().containsKey(VideoOption.AUTO_LENGTH) ? ", or the model's" : "";
    return range
        ? all.getFirst() + "–" + all.getLast() + ", " + usual + auto
        : all.stream()
                .map(s -> s == choices.defaultSeconds() ? usual : s.toString())
                .collect(Collectors.joining(", "))
            + auto;
  }

  private static String pictures(ModelRow row) {
    WireFormat.ImageRule rule = row.fromImage().wire().imageRule();
    if (rule == null) {
      return "none";
    }
    List<String> uses = new ArrayList<>();
    uses.add(rule.needed() ? "first frame (needed)" : "first frame");
    if (row.fromFrames() != null) {
      uses.add("last frame");
    }
    if (row.fromReferences() != null && row.fromReferences().wire().imageRule() != null) {
      uses.add("up to " + row.fromReferences().wire().imageRule().most() + " references");
    }
    if (rule.transfer() == WireFormat.ImageTransfer.LINK) {
      uses.add("by link");
    }
    return String.join(", ", uses);
  }

  private static String options(Choices choices) {
    return choices.options().entrySet().stream()
        .filter(option -> option.getKey().isRowOption())
        .map(option -> option.getKey().word() + usual(option.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String usual(OptionValues values) {
    String usual = values.usual();
    return usual == null ? "" : " (" + usual + ")";
  }

  private static String price(PriceTable prices) {
    return prices.entries().stream()
            .map(entry ->
                (entry.resolution() == null ? "" : entry.resolution() + " ")
                    + (entry.seconds() == null ? "" : entry.seconds() + " s ")
                    + (entry.sound() == null ? "" : "sound " + entry.sound() + " ")
                    + (entry.picture() == null
                        ? ""
                        : entry.picture() ? "with picture " : "from text ")
                    + entry.amount()
                    + (prices.perSecond() ? "/s" : ""))
            .collect(Collectors.joining("; "))
        + (prices.pictureFee() == null
            ? ""
            : "; "
                + prices.pictureFee().each()
                + " for each picture after "
                + prices.pictureFee().above());
  }

  private static String offered(ModelRow row) {
    ModelRow.Availability availability = row.availability();
    List<String> words = new ArrayList<>();
    if (availability.retiredOn() != null) {
      words.add("retired " + availability.retiredOn());
    }
    if (!availability.enabled()) {
      words.add(row.price().entries().isEmpty() ? "no: without a price" : "no");
    } else if (words.isEmpty()) {
      words.add("yes");
    }
    if (availability.unproven()) {
      words.add("unproven");
    }
    if (availability.replacement() != null) {
      words.add("instead: `" + availability.replacement() + "`");
    }
    return String.join(", ", words);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
