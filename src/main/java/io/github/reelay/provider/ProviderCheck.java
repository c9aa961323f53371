package io.github.reelay.provider;

import io.github.reelay.http.OutboundProxy;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.RowDraft;
import io.github.reelay.provider.comfyui.ComfyUi;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;

/**
 * The check of a provider's key without spending and without a running program, for {@code reelay
 * check}.
 */
public final class ProviderCheck {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private ProviderCheck() {}

  /**
   * What was found.
   *
   * @param differences between the relay's own list and prices and our rows, each a sentence
   */
  public record Findings(ProbeResult probe, List<String> differences) {
    public Findings {
      differences = List.copyOf(differences);
    }
  }

  public static Findings check(Catalogue catalogue, ProviderAccount account, InstantSource clock) {
    return ask(
        catalogue,
        account,
        clock,
        provider -> {
          ProbeResult probe = ProbeCall.probe(provider);
          return new Findings(
              probe,
              probe instanceof ProbeResult.Usable
                  ? Stream.concat(
                          differences(catalogue, provider, clock.instant()).stream(),
                          workflowProblems(catalogue, account, clock))
                      .toList()
                  : List.of());
        });
  }

  /** Drafts of rows for the video models that a relay lists and the catalogue does not have. */
  public static List<RowDraft> drafts(
      Catalogue catalogue, ProviderAccount account, InstantSource clock, LocalDate today) {
    List<ModelRow> rows =
        catalogue.rows().stream().filter(row -> row.provider().equals(account.name())).toList();
    return ask(
        catalogue,
        account,
        clock,
        provider ->
            RelayListing.ask(provider, rows).stream()
                .flatMap(list ->
                    list.videosWithoutRow(rows).stream()
                        .map(model -> list.draft(provider, model, today)))
                .toList());
  }

  private static <T> T ask(
      Catalogue catalogue,
      ProviderAccount account,
      InstantSource clock,
      Function<ProviderClient, T> question) {
    OkHttpClient http =
        OutboundProxy.newClient().followRedirects(false).callTimeout(TIMEOUT).build();
    try {
      return question.apply(
          new ProviderClient(
              account,
              catalogue.endpoints(account.name()),
              new ProviderHealth(account.name(), clock, Alert.Sink.NONE),
              http,
              clock));
    } finally {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  private static List<String> differences(
      Catalogue catalogue, ProviderClient provider, Instant now) {
    // Of what its maker has switched off another line tells.
    List<ModelRow> offered =
        catalogue.offeredBy(provider.name()).stream()
            .filter(row -> !row.availability().isRetired(now))
            .toList();
    List<ModelRow> all =
        catalogue.rows().stream().filter(row -> row.provider().equals(provider.name())).toList();
    return Stream.concat(
            RelayListing.ask(provider, offered).stream()
                .flatMap(list -> list.differences(offered, all).stream()),
            offered.stream().flatMap(row -> RelayListing.priceDifference(provider, row).stream()))
        .toList();
  }

  private static Stream<String> workflowProblems(
      Catalogue catalogue, ProviderAccount account, InstantSource clock) {
    return account.gpu(TIMEOUT, clock).stream()
        .flatMap(server ->
            ComfyUi.problems(server, catalogue, catalogue.offeredBy(account.name()))
                .entrySet()
                .stream())
        .flatMap(row ->
            row.getValue().stream()
                .map(problem -> row.getKey().model() + " is left out: " + problem));
  }

  /** Whether the provider takes pictures only as links to our own server. */
  public static boolean needsImageLinks(Catalogue catalogue, String provider) {
    return catalogue.offeredBy(provider).stream()
        .map(row -> row.fromImage().wire().imageRule())
        .anyMatch(rule -> rule != null && rule.transfer() == WireFormat.ImageTransfer.LINK);
  }
}
