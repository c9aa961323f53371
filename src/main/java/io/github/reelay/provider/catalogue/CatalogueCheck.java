package io.github.reelay.provider.catalogue;

import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.provider.dialect.WireFormat.ImageTransfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The check of a catalogue against the providers there are: a row that would silently buy something
 * else than was asked for must not start. Each dialect writes only some fields; a value whose field
 * it does not write is dropped, and the relay takes its own default.
 */
public final class CatalogueCheck {
  private static final String ENVELOPE = "envelope";

  private final Catalogue catalogue;
  private final Map<String, String> dialects;
  private final String file;
  private final List<String> errors = new ArrayList<>();

  private CatalogueCheck(Catalogue catalogue, Map<String, String> dialects, String file) {
    this.catalogue = catalogue;
    this.dialects = dialects;
    this.file = file;
  }

  /**
   * @param dialects of all configured providers by their name, enabled or not
   * @param file how the file is called in errors
   */
  public static List<String> errors(
      Catalogue catalogue, Map<String, String> dialects, String file) {
    CatalogueCheck check = new CatalogueCheck(catalogue, dialects, file);
    catalogue.providers().keySet().stream()
        .filter(name -> !dialects.containsKey(name))
        .forEach(name -> check.reject("relays." + name, check.unknownProvider(name)));
    catalogue.rows().forEach(check::checkRow);
    return List.copyOf(check.errors);
  }

  private void checkRow(ModelRow row) {
    String path = row.provider() + "/" + row.model();
    String dialect = dialects.get(row.provider());
    if (dialect == null) {
      reject(path, unknownProvider(row.provider()));
      return;
    }
    String replacement = row.availability().replacement();
    if (replacement != null
        && catalogue.rows().stream().noneMatch(other -> other.model().equals(replacement))) {
      reject(path, "replacement " + replacement + " is no model of this file");
    }
    WireFormat wire = row.wire();
    if (dialect.equals(ENVELOPE)) {
      checkEnvelope(path, row.choices(), wire);
    } else {
      checkForm(path, row.choices(), wire);
    }
    if (transfer(wire).filter(ImageTransfer.UPLOAD::equals).isPresent()
        && catalogue.endpoints(row.provider()).uploadPath() == null) {
      reject(path, "picture.by: upload needs relays." + row.provider() + ".upload-path");
    }
  }

  private void checkEnvelope(String path, ModelRow.Choices choices, WireFormat wire) {
    if (wire.sizeField() != null || !wire.sizes().isEmpty()) {
      reject(path, "size-field and sizes are not sent in the envelope dialect");
    }
    if (choices.aspects().size() > 1 && wire.aspectField() == null) {
      reject(path, "several aspects need aspect-field: without it none is sent");
    }
    if (choices.resolutions().size() > 1 && wire.resolutionField() == null) {
      reject(path, "several resolutions need resolution-field: without it none is sent");
    }
    if (transfer(wire).filter(ImageTransfer.FILE::equals).isPresent()) {
      reject(path, "picture.by: file is not sent in the envelope dialect; take upload or link");
    }
  }

  private void checkForm(String path, ModelRow.Choices choices, WireFormat wire) {
    if (wire.aspectField() != null || wire.resolutionField() != null) {
      reject(
          path,
          "aspect-field and resolution-field are not sent in the openai dialect; take size-field"
              + " and sizes");
    }
    boolean choice = choices.aspects().size() > 1 || choices.resolutions().size() > 1;
    if (choice && wire.sizeField() == null) {
      reject(path, "several aspects or resolutions need size-field: without it none is sent");
    }
    Set<String> missing = new TreeSet<>();
    if (wire.sizeField() != null) {
      choices
          .resolutions()
          .forEach(resolution ->
              choices.aspects().stream()
                  .filter(aspect ->
                      !wire.sizes().getOrDefault(resolution, Map.of()).containsKey(aspect))
                  .forEach(aspect -> missing.add(resolution.text() + " " + aspect.text())));
    }
    if (!missing.isEmpty()) {
      reject(path, "sizes has none for " + String.join(", ", missing));
    }
  }

  private static Optional<ImageTransfer> transfer(WireFormat wire) {
    return Optional.ofNullable(wire.imageRule()).map(WireFormat.ImageRule::transfer);
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
