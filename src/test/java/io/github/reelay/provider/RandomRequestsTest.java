package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.Choices;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.PriceTable;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.Dialects;
import io.github.reelay.provider.dialect.GenerationRequest;
import io.github.reelay.provider.dialect.HttpPost;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random requests to every row of the catalogue: what it offers is taken and written as it was
 * asked for, and one value that it does not offer is refused by us, before anything is paid.
 */
class RandomRequestsTest {
  private static final int REQUESTS = 300;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final PriceTable ANY_PRICE =
      new PriceTable(
          true, List.of(new PriceTable.Entry(null, null, null, null, Money.of("0.01"))), null);

  static Stream<ModelRow> rows() {
    return ProviderFixture.SHIPPED.rows().stream()
        .filter(row -> !row.provider().equals("sandbox"))
        .map(row -> row.enabled().withPrice(ANY_PRICE));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatIsOfferedIsTakenAndWrittenAsItWasAskedFor(ModelRow row) throws JsonProcessingException {
    Draw draw = new Draw(row, new Random(row.model().hashCode()));
    ProviderRegistry providers = providers(row);
    for (int i = 0; i < REQUESTS; i++) {
      VideoRequest request = draw.legal();
      assertThat(providers.modelCatalogue().check(request, null))
          .as("%s", request)
          .isInstanceOf(RequestCheck.Valid.class);
      Offer offer = providers.offers(request, null).getFirst();
      boolean auto = request.options().containsKey(VideoOption.AUTO_LENGTH);
      assertThat(auto ? null : offer.seconds()).isEqualTo(request.seconds());
      assertThat(offer.resolution()).isEqualTo(request.resolution());
      assertThat(request.aspect()).isIn(offer.aspect(), null);
      assertWritten(row, request, offer);
    }
  }

  private static void assertWritten(ModelRow row, VideoRequest request, Offer offer)
      throws JsonProcessingException {
    WireFormat wire = row.variant(offer.means()).wire();
    List<GenerationRequest.ImageInput> images = new ArrayList<>();
    for (int i = 0; i < request.pictures().size(); i++) {
      images.add(new GenerationRequest.ImageInput.Text("picture-" + i));
    }
    Map<VideoOption, String> options = new EnumMap<>(VideoOption.class);
    options.putAll(request.options());
    options.putAll(offer.options());
    GenerationRequest written =
        new GenerationRequest(
            wire,
            request.prompt(),
            offer.seconds(),
            offer.aspect(),
            offer.resolution(),
            images,
            options,
            null);
    // What ComfyUI is sent is a workflow, which WorkflowTest looks at.
    if (dialect(row).isComfyUi()
        || !(dialect(row).generate(written).body() instanceof HttpPost.Body.Json(String json))) {
      return;
    }
    JsonNode body = JSON.readTree(json);
    boolean auto = options.containsKey(VideoOption.AUTO_LENGTH);
    if (wire.durationField() != null) {
      assertThat(at(body, wire.durationField()).asInt()).isEqualTo(auto ? -1 : offer.seconds());
    }
    if (wire.resolutionField() != null) {
      assertThat(at(body, wire.resolutionField()).asText())
          .isEqualTo(wire.resolutions().get(request.resolution()));
    }
    if (wire.sizeField() != null) {
      assertThat(at(body, wire.sizeField()).asText())
          .isEqualTo(String.valueOf(written.exactSize()));
    }
    boolean byPicture =
        !images.isEmpty() && wire.imageRule() != null && wire.imageRule().decidesAspect();
    if (wire.aspectField() != null && offer.aspect() != null && !byPicture) {
      assertThat(at(body, wire.aspectField()).asText())
          .isEqualTo(wire.aspects().get(offer.aspect()));
    }
    request
        .options()
        .forEach((option, value) -> {
          WireFormat.OptionField field = wire.options().get(option);
          if (field != null && option.type() != VideoOption.Type.SWITCH) {
            assertThat(at(body, field.field()).asText()).as("%s", option).isEqualTo(value);
          }
        });
    assertThat(images)
        .allMatch(image ->
            json.contains("\"" + ((GenerationRequest.ImageInput.Text) image).text() + "\""));
  }

  private static JsonNode at(JsonNode body, String path) {
    JsonNode found = body.at("/" + path.replace('.', '/'));
    assertThat(found.isMissingNode()).as("%s in %s", path, body).isFalse();
    return found;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatIsNotOfferedIsRefusedBeforeItIsPaid(ModelRow row) {
    Draw draw = new Draw(row, new Random(row.model().hashCode()));
    ProviderRegistry providers = providers(row);
    for (int i = 0; i < REQUESTS; i++) {
      VideoRequest request = draw.illegal();
      assertThat(providers.modelCatalogue().check(request, null))
          .as("%s", request)
          .isInstanceOf(RequestCheck.Invalid.class);
    }
  }

  private static ProviderRegistry providers(ModelRow row) {
    return new ProviderFixture(
            new Catalogue(List.of(row), ProviderFixture.SHIPPED.providers()),
            List.of(
                ProviderFixture.entry(row.provider(), dialect(row).name(), "http://127.0.0.1:9")),
            ProviderFixture.options(Duration.ofMinutes(2), true))
        .providers;
  }

  private static Dialect dialect(ModelRow row) {
    return Objects.requireNonNullElseGet(
        row.dialect(),
        () -> Dialects.find(row.provider()).or(() -> Dialects.find("envelope")).orElseThrow());
  }

  /** A source of requests to a row. */
  private record Draw(ModelRow row, Random random) {
    VideoRequest legal() {
      while (true) {
        VideoRequest request = withPictures(start());
        GenerationPlan plan = plan(request);
        Choices choices = plan.choices();
        AspectRatio aspect =
            plan.aspects().isEmpty() || random.nextBoolean() ? null : any(plan.aspects());
        Resolution resolution = any(choices.resolutions());
        int seconds = any(choices.durations());
        request =
            withOptions(request, choices)
                .withAspect(aspect)
                .withResolution(resolution)
                .withSeconds(seconds);
        if (choices.options().containsKey(VideoOption.AUTO_LENGTH) && random.nextInt(4) == 0) {
          request = request.withSeconds(null).withOption(VideoOption.AUTO_LENGTH, VideoOption.ON);
        }
        if (plan(request).permits(request)) {
          return request;
        }
      }
    }

    /** A legal one with one value changed to what the row has not. */
    VideoRequest illegal() {
      while (true) {
        VideoRequest request = legal();
        GenerationPlan plan = plan(request);
        Optional<VideoRequest> changed =
            switch (random.nextInt(8)) {
              case 0 -> Optional.of(seconds(request, plan.choices()));
              case 1 -> Optional.of(request.withAspect(new AspectRatio("7:5")));
              case 2 -> Optional.of(request.withResolution(new Resolution("999p")));
              case 3 -> surplusOption(request, plan.choices());
              case 4 -> outOfBounds(request, plan.choices());
              case 5 ->
                  plan.choices().maxPromptLength() > 100_000
                      ? Optional.empty()
                      : Optional.of(
                          request.withPrompt("p".repeat(plan.choices().maxPromptLength() + 1)));
              case 6 -> tooManyPictures(request);
              default -> apart(request, plan.choices());
            };
        if (changed.isPresent()) {
          return changed.get();
        }
      }
    }

    private VideoRequest start() {
      return VideoRequest.of(RequestKind.GENERATE, "a red fox", null).withModel(row.model());
    }

    private VideoRequest withPictures(VideoRequest request) {
      int frames = GenerationPlan.most(row, PictureUse.FRAMES, true);
      int references = GenerationPlan.most(row, PictureUse.REFERENCES, true);
      int way = random.nextInt(3);
      if (references > 0 && way == 0) {
        return request
            .withPictures(pictures(1 + random.nextInt(references)))
            .withOption(VideoOption.PICTURES, PictureUse.REFERENCES.word());
      }
      boolean needed = GenerationPlan.needsImage(row);
      int count = frames == 0 ? 0 : (needed ? 1 : 0) + random.nextInt(frames + (needed ? 0 : 1));
      return request.withPictures(pictures(count));
    }

    private List<ReferenceImage> pictures(int count) {
      return Collections.nCopies(
          count, random.nextBoolean() ? ProviderFixture.PICTURE : ProviderFixture.TALL);
    }

    private VideoRequest withOptions(VideoRequest request, Choices choices) {
      VideoRequest all = request;
      for (Map.Entry<VideoOption, OptionValues> option : choices.options().entrySet()) {
        if (option.getKey().isRowOption() && random.nextBoolean()) {
          all = all.withOption(option.getKey(), value(option.getValue()));
        }
      }
      return all;
    }

    private String value(OptionValues values) {
      return switch (values) {
        case OptionValues.Listed(List<String> words, var _) -> any(words);
        case OptionValues.Numbers(long least, long most) ->
            Long.toString(random.nextBoolean() ? least : most);
        case OptionValues.Text(int most) -> "n".repeat(Math.min(most, 1 + random.nextInt(200)));
      };
    }

    private VideoRequest seconds(VideoRequest request, Choices choices) {
      int most = Collections.max(choices.durations());
      int other = 1 + random.nextInt(most + 5);
      return without(request, VideoOption.AUTO_LENGTH)
          .withSeconds(choices.durations().contains(other) ? most + 1 : other);
    }

    private Optional<VideoRequest> surplusOption(VideoRequest request, Choices choices) {
      return Stream.of(VideoOption.values())
          .filter(option -> option.isRowOption() && !choices.options().containsKey(option))
          .findAny()
          .map(option -> request.withOption(option, "on"));
    }

    /** Only of options that have bounds. */
    private Optional<VideoRequest> outOfBounds(VideoRequest request, Choices choices) {
      return choices.options().entrySet().stream()
          .filter(option -> option.getKey().isRowOption())
          .flatMap(option ->
              beyond(option.getValue()).map(value -> request.withOption(option.getKey(), value)))
          .findAny();
    }

    private static Stream<String> beyond(OptionValues values) {
      return switch (values) {
        case OptionValues.Listed _ -> Stream.of("loudest");
        case OptionValues.Numbers(var _, long most) -> Stream.of(Long.toString(most + 1));
        case OptionValues.Text(int most) ->
            most > 100_000 ? Stream.empty() : Stream.of("n".repeat(most + 1));
      };
    }

    private Optional<VideoRequest> tooManyPictures(VideoRequest request) {
      int most =
          Math.max(
              GenerationPlan.most(row, PictureUse.FRAMES, true),
              GenerationPlan.most(row, PictureUse.REFERENCES, true));
      return Optional.of(
          request
              .withOption(VideoOption.PICTURES, null)
              .withPictures(pictures(Math.max(most, 2) + 1)));
    }

    /** Values that the row has, but not together. */
    private Optional<VideoRequest> apart(VideoRequest request, Choices choices) {
      VideoRequest changed =
          without(request, VideoOption.AUTO_LENGTH)
              .withSeconds(any(choices.durations()))
              .withResolution(any(choices.resolutions()));
      return plan(changed).permits(changed) ? Optional.empty() : Optional.of(changed);
    }

    private static VideoRequest without(VideoRequest request, VideoOption option) {
      return request.withOption(option, null);
    }

    private GenerationPlan plan(VideoRequest request) {
      return GenerationPlan.of(row, dialect(row), request, null, true);
    }

    private <T> T any(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }
  }
}
