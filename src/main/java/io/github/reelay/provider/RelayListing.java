package io.github.reelay.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.PriceTable;
import io.github.reelay.provider.catalogue.RowDraft;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a relay itself lists, asked without spending: the models of an account, and their prices.
 * Sources: APIMart's <i>Models</i> and its public price call; docs/facts.md, "Relays: lists and
 * prices".
 *
 * @param models what the list says of each, by the relay's name
 */
record RelayListing(Map<String, JsonNode> models) {
  /** Where OpenRouter's list has what a model takes, by the fields of a schema. */
  private static final Map<String, String> LISTED =
      Map.of(
          "duration", "supported_durations",
          "aspect_ratio", "supported_aspect_ratios",
          "resolution", "supported_resolutions");

  /** Empty if the relay has no list, gives none now, or one without any model of ours. */
  static Optional<RelayListing> ask(ProviderClient provider, List<ModelRow> rows) {
    String path = provider.endpoints().modelsPath();
    if (path == null) {
      return Optional.empty();
    }
    Map<String, JsonNode> models = new TreeMap<>();
    try {
      for (JsonNode entry : provider.get(path).json().path("data")) {
        models.put(entry.path("id").asText(), entry);
      }
    } catch (IOException unreachable) {
      return Optional.empty();
    }
    // A list of other things (Modelverse's has text models only) says nothing about ours.
    return Optional.of(new RelayListing(models)).filter(list -> rows.stream().anyMatch(list::has));
  }

  /** Whether all that a row may ask for is there. */
  boolean has(ModelRow row) {
    return wireNames(row).allMatch(models::containsKey);
  }

  private static Stream<String> wireNames(ModelRow row) {
    return Stream.of(row.fromText().wire().model(), row.fromImage().wire().model());
  }

  /** What an operator should know: rows it lacks, and video models that no row has. */
  List<String> differences(List<ModelRow> offered, List<ModelRow> all) {
    List<String> differences = new ArrayList<>();
    List<String> lacking =
        offered.stream().filter(row -> !has(row)).map(ModelRow::model).sorted().toList();
    if (!lacking.isEmpty()) {
      differences.add(
          "does not list "
              + String.join(", ", lacking)
              + ": people who ask for it are refused; set enabled: false in the row");
    }
    List<String> unknown = videosWithoutRow(all);
    if (!unknown.isEmpty()) {
      differences.add("has video models without a row: " + String.join(", ", unknown));
    }
    return differences;
  }

  /** The video models that none of these rows stands for. */
  List<String> videosWithoutRow(List<ModelRow> rows) {
    List<String> known = rows.stream().flatMap(RelayListing::wireNames).toList();
    return models.entrySet().stream()
        .filter(entry -> makesVideos(entry.getValue()))
        .map(Map.Entry::getKey)
        .filter(name -> !known.contains(name))
        .toList();
  }

  private static boolean makesVideos(JsonNode entry) {
    return entry.path("category").asText().equals("video") || entry.has("supported_durations");
  }

  /** What the relay charges, per second or per video as the row does, where the row differs. */
  record PriceDifference(Resolution resolution, String paid, Money ours) {
    String sentence(String before, String between) {
      return resolution + before + paid + between + ours;
    }
  }

  /** {@link #priceDifferences} as a sentence; empty where there are none. */
  static Optional<String> priceDifference(ProviderClient provider, ModelRow row) {
    List<PriceDifference> differences = priceDifferences(provider, row);
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            row.model()
                + " costs "
                + differences.stream()
                    .map(one -> one.sentence(" ", ", the row "))
                    .collect(Collectors.joining("; "))
                + (row.price().perSecond() ? " per second" : " per video"));
  }

  /**
   * Where the relay charges otherwise than a row says, by resolution; none if it does not say.
   * Lengths and sound, which some prices depend on, are not in that answer.
   */
  static List<PriceDifference> priceDifferences(ProviderClient provider, ModelRow row) {
    WireFormat wire = row.fromText().wire();
    JsonNode data = ask(provider, provider.endpoints().pricePath(), wire.model()).path("data");
    boolean perSecond = data.path("billing_type").asText().equals("per_second");
    if (!data.has("paid_price") || perSecond != row.price().perSecond()) {
      return List.of();
    }
    List<PriceDifference> differences = new ArrayList<>();
    PriceTable.PricedVideo usual =
        PriceTable.PricedVideo.usual(row, row.fromText().choices().defaultSeconds());
    for (Map.Entry<Resolution, String> word : wire.resolutions().entrySet()) {
      JsonNode paid =
          data.path("resolution_paid_prices").path(word.getValue().toUpperCase(Locale.ROOT));
      row.price()
          .price(usual.withResolution(word.getKey()))
          .map(price -> price.forSeconds(1))
          .filter(ours -> paid.isNumber())
          .filter(ours -> !ours.equals(Money.rounded(paid.asText())))
          .ifPresent(
              ours -> differences.add(new PriceDifference(word.getKey(), paid.asText(), ours)));
    }
    return differences;
  }

  /** What it tells of one model, as a row. */
  RowDraft draft(ProviderClient provider, String model, LocalDate today) {
    JsonNode entry = models.getOrDefault(model, MissingNode.getInstance());
    JsonNode schema =
        ask(provider, provider.endpoints().schemaPath(), model)
            .path("input_schema")
            .path("properties");
    JsonNode price = ask(provider, provider.endpoints().pricePath(), model).path("data");
    return new RowDraft(
        provider.name(),
        model,
        schema.isMissingNode() ? schemaOf(entry) : schema,
        price.isMissingNode() ? entry : price,
        today);
  }

  private static JsonNode schemaOf(JsonNode entry) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    LISTED.forEach((field, list) -> {
      if (entry.path(list).isArray()) {
        schema.putObject(field).set("enum", entry.path(list));
      }
    });
    return schema;
  }

  /** A free answer about a model; a missing node if there is none. */
  private static JsonNode ask(ProviderClient provider, @Nullable String path, String model) {
    if (path == null) {
      return MissingNode.getInstance();
    }
    try {
      return provider
          .get(path + "?model=" + URLEncoder.encode(model, StandardCharsets.UTF_8))
          .json();
    } catch (IOException unreachable) {
      return MissingNode.getInstance();
    }
  }
}
