package io.github.reelay.provider.catalogue;

import io.github.reelay.config.ConfigFolder;
import io.github.reelay.config.YamlSection;
import io.github.reelay.provider.dialect.Dialects;
import io.github.reelay.task.Money;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The reader of models.yaml. */
public final class CatalogueReader {
  private static final Catalogue EMPTY = new Catalogue(List.of(), Map.of());

  private CatalogueReader() {}

  /**
   * What was read.
   *
   * @param catalogue the rows that could be read; to be used only if there are no errors
   * @param errors each with its path: {@code models.yaml: models[3].durations: …}
   */
  public record Result(Catalogue catalogue, List<String> errors) {
    public Result {
      errors = List.copyOf(errors);
    }
  }

  /**
   * Reads the folder's file, or the shipped one if it has none; what is wrong with its dialects is
   * told too.
   */
  public static Result read(ConfigFolder folder) {
    Dialects dialects = Dialects.read(folder);
    String name = folder.describe(ConfigFolder.MODELS);
    try {
      Result read = read(folder.read(ConfigFolder.MODELS), name, dialects);
      return new Result(
          read.catalogue, Stream.concat(dialects.errors().stream(), read.errors.stream()).toList());
    } catch (UncheckedIOException e) {
      return new Result(EMPTY, List.of(name + ": cannot be read: " + e.getCause()));
    }
  }

  /**
   * @param name how the file is called in errors
   */
  public static Result read(String text, String name) {
    return read(text, name, Dialects.shipped());
  }

  private static Result read(String text, String name, Dialects dialects) {
    List<String> errors = new ArrayList<>();
    Catalogue catalogue =
        YamlSection.parse(text, name, errors)
            .map(root -> readCatalogue(root, dialects))
            .orElse(EMPTY);
    return new Result(catalogue, errors);
  }

  private static Catalogue readCatalogue(YamlSection root, Dialects dialects) {
    Map<String, ProviderEndpoints> providers = readEndpoints(root);
    List<ModelRow> rows = readRows(root, dialects);
    root.rejectUnknownKeys();
    if (rows.isEmpty()) {
      root.reject("models", "needed: at least one row");
    }
    return new Catalogue(rows, providers);
  }

  private static Map<String, ProviderEndpoints> readEndpoints(YamlSection root) {
    Map<String, ProviderEndpoints> providers = new LinkedHashMap<>();
    if (root.has("relays")) {
      YamlSection relays = root.section("relays");
      for (String provider : relays.keys()) {
        YamlSection endpoints = relays.section(provider);
        providers.put(
            provider,
            new ProviderEndpoints(
                endpoints.optionalText("upload-path").orElse(null),
                endpoints.optionalText("balance-path").orElse(null),
                endpoints.optionalText("models-path").orElse(null),
                endpoints.optionalText("price-path").orElse(null),
                endpoints.optionalText("schema-path").orElse(null),
                endpoints.flag("tells-cost", false),
                endpoints
                    .optional(
                        "price-per-gpu-second",
                        "an amount such as 0.0002",
                        CatalogueReader::positive)
                    .orElse(null)));
        endpoints.rejectUnknownKeys();
      }
    }
    return providers;
  }

  private static Money positive(String text) {
    Money amount = Money.rounded(text);
    if (amount.micros() <= 0) {
      throw new IllegalArgumentException(text);
    }
    return amount;
  }

  private static List<ModelRow> readRows(YamlSection root, Dialects dialects) {
    List<ModelRow> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlSection section : root.sections("models")) {
      ModelRow row = new ModelRowReader(section, dialects).read();
      if (!seen.add(row.provider() + "/" + row.model())) {
        section.reject("model", "stands twice for " + row.provider() + ": " + row.model());
      }
      rows.add(row);
    }
    return rows;
  }
}
