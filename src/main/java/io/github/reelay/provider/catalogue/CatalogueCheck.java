package io.github.reelay.provider.catalogue;

import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.GenerationRequest;
import io.github.reelay.provider.dialect.HttpPost;
import io.github.reelay.provider.dialect.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The check of a catalogue against the providers there are: a row that would silently buy something
 * else than was asked for must not start. Each dialect writes only some fields; a value whose field
 * it does not write is dropped, and the relay takes its own default.
 */
public final class CatalogueCheck {
  private final Catalogue catalogue;
  private final Map<String, Dialect> dialects;
  private final String file;
  private final List<String> errors = new ArrayList<>();

  private CatalogueCheck(Catalogue catalogue, Map<String, Dialect> dialects, String file) {
    this.catalogue = catalogue;
    this.dialects = dialects;
    this.file = file;
  }

  /**
   * @param dialects of all configured providers by their name, enabled or not
   * @param file how the file is called in errors
   */
  public static List<String> errors(
      Catalogue catalogue, Map<String, Dialect> dialects, String file) {
    CatalogueCheck check = new CatalogueCheck(catalogue, dialects, file);
    catalogue.providers().keySet().stream()
        .filter(name -> !dialects.containsKey(name))
        .forEach(name -> check.reject("relays." + name, check.unknownProvider(name)));
    catalogue.rows().forEach(check::checkRow);
    return List.copyOf(check.errors);
  }

  private void checkRow(ModelRow row) {
    String path = row.provider() + "/" + row.model();
    Dialect dialect = dialects.get(row.provider());
    if (dialect == null) {
      reject(path, unknownProvider(row.provider()));
      return;
    }
    String replacement = row.availability().replacement();
    if (replacement != null
        && catalogue.rows().stream().noneMatch(other -> other.model().equals(replacement))) {
      reject(path, "replacement " + replacement + " is no model of this file");
    }
    Dialect spoken = row.dialect() == null ? dialect : row.dialect();
    Stream.of(row.fromText(), row.fromImage(), row.fromFrames(), row.fromReferences())
        .filter(Objects::nonNull)
        .map(Variant::wire)
        .flatMap(wire -> problemsOf(row, spoken, wire))
        .distinct()
        .forEach(problem -> reject(path, problem));
    if (row.remix() == RemixMode.NATIVE) {
      checkRemix(path, spoken, row.byRemix().wire());
    }
  }

  private void checkRemix(String path, Dialect dialect, WireFormat wire) {
    GenerationRequest any =
        new GenerationRequest(wire, "any", 1, null, null, List.of(), Map.of(), "any");
    if (!wire.namesSource()) {
      if (dialect.remix(any, "any").isEmpty()) {
        reject(
            path,
            "remix: the "
                + dialect.name()
                + " dialect has no call for it; name the source in with-remix.extra as $source, or"
                + " take last-frame");
      }
    } else if (!(dialect.generate(any).body() instanceof HttpPost.Body.Json)) {
      reject(path, "with-remix: $source is not sent in the " + dialect.name() + " dialect");
    }
  }

  private Stream<String> problemsOf(ModelRow row, Dialect dialect, WireFormat wire) {
    boolean noUpload =
        wire.usesImageTransfer(WireFormat.ImageTransfer.UPLOAD)
            && catalogue.endpoints(row.provider()).uploadPath() == null;
    return Stream.concat(
        dialect.problemsOf(wire).stream(),
        noUpload
            ? Stream.of("picture.by: upload needs relays." + row.provider() + ".upload-path")
            : Stream.empty());
  }

  private String unknownProvider(String name) {
    return "no provider is called "
        + name
        + " in reelay.yaml; there are "
        + dialects.keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  private void reject(String path, String problem) {
    errors.add(file + ": " + path + ": " + problem);
  }
}
