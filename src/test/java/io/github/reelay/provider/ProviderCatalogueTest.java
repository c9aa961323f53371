package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.CatalogueReader;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import io.github.reelay.testing.TaskExamples;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProviderCatalogueTest {
  private static final VideoRequest FOX = TaskExamples.generate("a red fox");

  private final ProviderFixture local =
      new ProviderFixture(ProviderFixture.allEntries(), ProviderFixture.OPTIONS);
  private final ProviderFixture reachable =
      new ProviderFixture(
          ProviderFixture.allEntries(), ProviderFixture.options(Duration.ofMinutes(2), true));

  @Test
  void aMenuIsTheUnionOverProviders() {
    ModelInfo model = local.providers.modelCatalogue().model("sora-2").orElseThrow();

    assertThat(model.durations()).containsExactly(4, 8, 10, 12, 15, 16, 20);
    assertThat(model.defaultSeconds()).isEqualTo(10);
    assertThat(model.aspects()).containsExactly(AspectRatio.LANDSCAPE, AspectRatio.PORTRAIT);
    assertThat(model.supportsImage()).isTrue();
    assertThat(model.supportsRemix()).isTrue();
    assertThat(model.price().forSeconds(8)).isEqualTo(Money.of("0.80"));
    assertThat(local.providers.modelCatalogue().defaultModel()).contains("sora-2");
  }

  @Test
  void disabledRowsAndProvidersAreNotInTheMenu() {
    assertThat(local.providers.modelCatalogue().models())
        .extracting(ModelInfo::model)
        .contains("seedance-2.0-mini", "kling-v3", "MiniMax-Hailuo-2.3")
        .doesNotContain("sandbox", "veo3.1-lite")
        .endsWith("sora-2", "sora-2-pro", "sora-2-preview", "sora-2-pro-preview");
  }

  @Test
  void aNewcomerGetsTheCheapestLivingModelThatTakesPictures() {
    assertThat(defaultModel("apimart", "envelope", false)).contains("seedance-2.0-mini");
    assertThat(defaultModel("xcompute", "envelope", true)).contains("kling-v3");
    assertThat(defaultModel("xcompute", "envelope", false)).contains("kling-v3");
    assertThat(defaultModel("modelverse", "openai", false)).contains("MiniMax-Hailuo-2.3");
  }

  @Test
  void aProviderThatCannotPayIsNoNewcomersDefault() {
    ProviderFixture fixture =
        new ProviderFixture(
            List.of(
                ProviderFixture.entry("apimart", "envelope", "http://127.0.0.1:9/a"),
                ProviderFixture.entry("modelverse", "openai", "http://127.0.0.1:9/m")),
            new ProviderOptions(
                Duration.ofMinutes(2), 1 << 30, Duration.ofMinutes(10), null, false));
    assertThat(fixture.providers.modelCatalogue().defaultModel()).contains("seedance-2.0-mini");

    fixture.providers.setEnabled("apimart", false);
    assertThat(fixture.providers.modelCatalogue().defaultModel()).contains("MiniMax-Hailuo-2.3");

    fixture.providers.setEnabled("modelverse", false);
    assertThat(fixture.providers.modelCatalogue().defaultModel())
        .as("where none is fit, as if all were")
        .contains("seedance-2.0-mini");
  }

  private static Optional<String> defaultModel(String provider, String dialect, boolean links) {
    ProviderFixture fixture =
        new ProviderFixture(
            List.of(ProviderFixture.entry(provider, dialect, "http://127.0.0.1:9")),
            new ProviderOptions(
                Duration.ofMinutes(2), 1 << 30, Duration.ofMinutes(10), null, links));
    return fixture.providers.modelCatalogue().defaultModel();
  }

  @Test
  void anOpenRequestIsOfferedByEveryProviderInOrderWithItsOwnDefaults() {
    assertThat(offers(local, FOX, null))
        .extracting(Offer::provider, Offer::seconds)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("apimart", 10),
            org.assertj.core.groups.Tuple.tuple("xcompute", 8),
            org.assertj.core.groups.Tuple.tuple("modelverse", 8));
  }

  @Test
  void onlyProvidersThatCanDoTheLengthAreAsked() {
    assertThat(offers(local, FOX.withSeconds(20), null))
        .extracting(Offer::provider)
        .containsExactly("xcompute");
  }

  @Test
  void aValueNobodyCanDoIsRefusedWithTheListAndNeverRounded() {
    assertThat(local.providers.modelCatalogue().check(FOX.withSeconds(7), null))
        .isEqualTo(new RequestCheck.UnsupportedDuration("7", List.of(4, 8, 10, 12, 15, 16, 20)));
    assertThat(local.providers.modelCatalogue().check(FOX.withResolution(Resolution.P1080), null))
        .isEqualTo(new RequestCheck.UnsupportedResolution("1080p", List.of(Resolution.P720)));
    assertThat(local.providers.modelCatalogue().check(FOX.withAspect(AspectRatio.SQUARE), null))
        .isEqualTo(
            new RequestCheck.UnsupportedAspect(
                "1:1", List.of(AspectRatio.LANDSCAPE, AspectRatio.PORTRAIT)));
  }

  @Test
  void withoutAPublicAddressPicturesDoNotGoWhereALinkIsNeeded() {
    VideoRequest picture = FOX.withPicture(ProviderFixture.PICTURE).withSeconds(20);

    assertThat(local.providers.modelCatalogue().check(picture, null))
        .isEqualTo(new RequestCheck.UnsupportedDuration("20", List.of(4, 8, 10, 12, 15)));
    assertThat(offers(reachable, picture, null))
        .singleElement()
        .satisfies(offer -> {
          assertThat(offer.provider()).isEqualTo("xcompute");
          assertThat(offer.means()).isEqualTo(GenerationMode.PICTURE);
          assertThat(offer.aspect()).as("the picture decides").isNull();
        });
  }

  @Test
  void picturesThatNeedAPublicAddressEverywhereSaySo() {
    ProviderFixture alone =
        new ProviderFixture(
            List.of(ProviderFixture.entry("xcompute", "envelope", "http://127.0.0.1:9")),
            ProviderFixture.OPTIONS);

    assertThat(
            alone.providers.modelCatalogue().check(FOX.withPicture(ProviderFixture.PICTURE), null))
        .isInstanceOf(RequestCheck.PicturesNeedPublicUrl.class);
  }

  @Test
  void aPicturesShapeIsTakenWhereTheModelDoesNotDecide() {
    assertThat(offers(local, FOX.withPicture(ProviderFixture.TALL), null).getFirst().aspect())
        .isEqualTo(AspectRatio.PORTRAIT);
  }

  @Test
  void aShapeAgainstTheDecidingPictureIsHadByCroppingIt() {
    VideoRequest wide =
        FOX.withModel("sora-2-preview")
            .withPicture(ProviderFixture.PICTURE)
            .withAspect(AspectRatio.PORTRAIT);

    assertThat(offers(local, wide, null).getFirst().aspect()).isEqualTo(AspectRatio.PORTRAIT);
  }

  @Test
  void unknownAndSwitchedOffModelsAreToldApart() {
    assertThat(local.providers.modelCatalogue().check(FOX.withModel("dall-e"), null))
        .isEqualTo(
            new RequestCheck.UnknownModel(
                "dall-e",
                local.providers.modelCatalogue().models().stream().map(ModelInfo::model).toList()));
    assertThat(local.providers.modelCatalogue().check(FOX.withModel("veo3.1-lite"), null))
        .isEqualTo(new RequestCheck.RetiredModel("veo3.1-lite", List.of()));
  }

  @Test
  void aSwitchedOffModelNamesItsReplacement() {
    Catalogue catalogue =
        CatalogueReader.read(
                """
                models:
                  - {provider: apimart, model: old, enabled: false, replacement: new, durations: [5],
                     aspects: ["16:9"], resolutions: [720p], price: 1}
                  - {provider: apimart, model: new, durations: [5], aspects: ["16:9"],
                     resolutions: [720p], price: 1}
                """,
                "models.yaml")
            .catalogue();
    ProviderFixture fixture =
        new ProviderFixture(
            catalogue,
            ProviderFixture.allEntries(),
            new ProviderOptions(
                Duration.ofMinutes(2), 1 << 30, Duration.ofMinutes(10), null, false));

    assertThat(fixture.providers.modelCatalogue().check(FOX.withModel("old"), null))
        .isEqualTo(new RequestCheck.RetiredModel("old", List.of("new")));
    assertThat(fixture.providers.modelCatalogue().defaultModel()).contains("new");
  }

  @Test
  void whatDoesNotGoTogetherIsRefusedWithWhatDoes() {
    VideoRequest hailuo = FOX.withModel("minimax-hailuo-2.3");
    Resolution low = new Resolution("768p");

    assertThat(offers(local, hailuo.withSeconds(10), null).getFirst().resolution()).isEqualTo(low);
    assertThat(offers(local, hailuo.withResolution(Resolution.P1080), null).getFirst().seconds())
        .isEqualTo(6);
    assertThat(
            local
                .providers
                .modelCatalogue()
                .check(hailuo.withSeconds(10).withResolution(Resolution.P1080), null))
        .isEqualTo(
            new RequestCheck.UnsupportedCombination(
                new RequestCheck.Combination(10, null, Resolution.P1080),
                List.of(
                    new RequestCheck.Combination(6, null, Resolution.P1080),
                    new RequestCheck.Combination(10, null, low))));
  }

  @Test
  void aModelThatStartsFromAPictureSaysSo() {
    VideoRequest fast = FOX.withModel("MiniMax-Hailuo-2.3-Fast");

    assertThat(local.providers.modelCatalogue().check(fast, null))
        .isInstanceOfSatisfying(
            RequestCheck.PictureNeeded.class,
            needed ->
                assertThat(needed.models())
                    .contains("MiniMax-Hailuo-2.3")
                    .doesNotContain("MiniMax-Hailuo-2.3-Fast", "sora-2"));
    assertThat(offers(local, fast.withPicture(ProviderFixture.PICTURE), null)).isNotEmpty();
  }

  @Test
  void aPriceGoesByWhatIsChosen() {
    VideoRequest omni = FOX.withModel("Omni-Flash-Ext").withSeconds(10);

    assertThat(offers(local, omni, null).getFirst().price()).isEqualTo(Money.of("0.40"));
    assertThat(offers(local, omni.withResolution(new Resolution("4k")), null).getFirst().price())
        .isEqualTo(Money.of("0.90"));
    assertThat(offers(local, FOX.withModel("wan3.0-video-prime"), null).getFirst().price())
        .as("finer than a millionth: up")
        .isEqualTo(new Money(5 * 102_857));
  }

  @Test
  void aPriceGoesBySoundAndByWhatTheRelayWouldDecide() {
    VideoRequest kling = FOX.withModel("kling-v3");

    Offer silent = offers(local, kling, null).getFirst();
    assertThat(silent.options())
        .isEqualTo(Map.of(VideoOption.SOUND, "off", VideoOption.WATERMARK, "off"));
    assertThat(silent.price()).isEqualTo(Money.of("0.336"));
    Offer loud = offers(local, kling.withOption(VideoOption.SOUND, "on"), null).getFirst();
    assertThat(loud.options()).containsEntry(VideoOption.SOUND, "on");
    assertThat(loud.price()).isEqualTo(Money.of("0.504"));
    assertThat(
            offers(
                    local,
                    kling.withOption(VideoOption.SOUND, "on").withResolution(Resolution.P1080),
                    null)
                .getFirst()
                .price())
        .isEqualTo(Money.of("0.672"));
    assertThat(
            offers(
                    local,
                    kling
                        .withOption(VideoOption.SOUND, "on")
                        .withResolution(new Resolution("4k"))
                        .withPicture(ProviderFixture.PICTURE),
                    null)
                .getFirst()
                .price())
        .as("the same with sound as without")
        .isEqualTo(Money.of("2.1428"));
  }

  @Test
  void anOptionNobodyHasIsRefusedWithThoseThereAre() {
    assertThat(check(FOX.withModel("kling-3.0-turbo").withOption(VideoOption.SEED, "7")))
        .isEqualTo(
            new RequestCheck.UnsupportedOption(VideoOption.SEED, List.of(VideoOption.WATERMARK)));
    assertThat(check(FOX.withModel("veo3.1-fast").withOption(VideoOption.SOUND, "off")))
        .isEqualTo(new RequestCheck.UnsupportedOption(VideoOption.SOUND, List.of()));
    assertThat(check(FOX.withModel("seedance-2.0").withOption(VideoOption.SEED, "-2")))
        .isEqualTo(
            new RequestCheck.UnsupportedOptionValue(
                VideoOption.SEED, "-2", new OptionValues.Numbers(0, Integer.MAX_VALUE)));
    assertThat(
            check(
                FOX.withModel("kling-v3")
                    .withOption(VideoOption.NEGATIVE_PROMPT, "x".repeat(2501))))
        .isInstanceOf(RequestCheck.UnsupportedOptionValue.class);
  }

  @Test
  void anOptionGoesToTheProvidersThatHaveIt() {
    assertThat(offers(local, FOX.withModel("kling-v3"), null))
        .extracting(Offer::provider)
        .containsExactly("apimart", "xcompute");
    assertThat(offers(local, FOX.withOption(VideoOption.WATERMARK, "on"), null))
        .as("sora-2 is had at three providers, of which one can be told")
        .extracting(Offer::provider)
        .containsExactly("apimart");
  }

  @Test
  void aRemixKeepsItsSourcesOptions() {
    Offer loud =
        offers(
                reachable,
                FOX.withModel("kling-v3")
                    .withOption(VideoOption.SOUND, "on")
                    .withOption(VideoOption.WATERMARK, "on"),
                null)
            .getFirst();
    Task source = ProviderFixture.delivered(ProviderFixture.task(FOX, loud), "remote-1", 1280, 720);
    VideoRequest remix = TaskExamples.remix("more snow", source.id());

    Offer kept = offers(reachable, remix, source).getFirst();
    assertThat(kept.options()).isEqualTo(loud.options());
    assertThat(kept.price()).isEqualTo(Money.of("0.504"));
    assertThat(
            offers(reachable, remix.withOption(VideoOption.SOUND, "off"), source)
                .getFirst()
                .price())
        .isEqualTo(Money.of("0.336"));
  }

  @Test
  void severalPicturesGoWhereTheyCanBeUsed() {
    VideoRequest two =
        FOX.withModel("kling-v3")
            .withPictures(List.of(ProviderFixture.PICTURE, ProviderFixture.TALL));
    assertThat(offers(local, two, null))
        .as("xcompute could, but pictures reach it by links only")
        .singleElement()
        .satisfies(offer -> {
          assertThat(offer.provider()).isEqualTo("apimart");
          assertThat(offer.means()).isEqualTo(GenerationMode.FRAMES);
          assertThat(offer.aspect()).as("the first picture decides").isNull();
          assertThat(offer.options()).containsEntry(VideoOption.PICTURES, "frames");
        });
    assertThat(offers(reachable, two, null)).hasSize(2);

    VideoRequest references = two.withOption(VideoOption.PICTURES, "references");
    assertThat(check(references))
        .isInstanceOfSatisfying(
            RequestCheck.UnsupportedPictures.class,
            refusal -> {
              assertThat(refusal.use()).isEqualTo(PictureUse.REFERENCES);
              assertThat(refusal.most()).isZero();
              assertThat(refusal.models()).contains("kling-v3-omni").doesNotContain("kling-v3");
            });
    Offer seen = offers(local, references.withModel("MiniMax-H3"), null).getFirst();
    assertThat(seen.means()).isEqualTo(GenerationMode.REFERENCES);
    assertThat(seen.aspect()).as("references decide no shape").isNotNull();
    VideoRequest seven =
        references
            .withModel("MiniMax-H3")
            .withPictures(Collections.nCopies(7, ProviderFixture.PICTURE));
    assertThat(offers(local, seven, null).getFirst().price())
        .as("two more than are free")
        .isEqualTo(seen.price().plus(Money.of("0.0458")));
    assertThat(check(two.withModel("kling-3.0-turbo")))
        .isInstanceOfSatisfying(
            RequestCheck.UnsupportedPictures.class,
            refusal -> {
              assertThat(refusal.most()).isEqualTo(1);
              assertThat(refusal.models()).contains("kling-v3").doesNotContain("kling-3.0-turbo");
            });
  }

  @Test
  void aLengthThatTheModelDecidesReservesTheLongest() {
    VideoRequest auto = FOX.withOption(VideoOption.AUTO_LENGTH, "on");

    Offer offer = offers(local, auto.withModel("seedance-2.5"), null).getFirst();
    assertThat(offer.seconds()).isEqualTo(30);
    assertThat(offer.price()).isEqualTo(Money.of("6.48"));
    assertThat(offer.options()).containsEntry(VideoOption.AUTO_LENGTH, "on");
    assertThat(check(auto.withModel("kling-3.0-turbo")))
        .isEqualTo(
            new RequestCheck.UnsupportedDuration(
                "auto", List.of(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)));
    assertThat(offers(local, FOX.withModel("seedance-2.5"), null).getFirst().options())
        .doesNotContainKey(VideoOption.AUTO_LENGTH);
  }

  private RequestCheck check(VideoRequest request) {
    return local.providers.modelCatalogue().check(request, null);
  }

  @Test
  void aRelaysPricesAreShownInTheOperatorsCurrency() {
    assertThat(offers(local, FOX.withModel("MiniMax-Hailuo-2.3"), null).getFirst().price())
        .as("2 CNY at 0.14")
        .isEqualTo(Money.of("0.28"));
  }

  @Test
  void aContinuationHasItsOwnLengthAndItsOwnPrice() {
    Task source = delivered("apimart", "veo3.1-fast", GenerationMode.TEXT, 8);

    assertThat(offers(local, TaskExamples.remix("and on", source.id()), source))
        .singleElement()
        .satisfies(offer -> {
          assertThat(offer.means()).isEqualTo(GenerationMode.REMIX);
          assertThat(offer.seconds()).isEqualTo(15);
          assertThat(offer.price()).isEqualTo(Money.of("0.14"));
        });
  }

  @Test
  void aLongPromptGoesWhereItFitsOrIsRefusedWithTheLimit() {
    VideoRequest emoji = FOX.withPrompt("🦊".repeat(501));

    assertThat(offers(local, emoji, null))
        .extracting(Offer::provider)
        .as("1,002 UTF-16 units are too many for APIMart")
        .containsExactly("xcompute", "modelverse");
    assertThat(local.providers.modelCatalogue().check(emoji.withSeconds(10), null))
        .isEqualTo(new RequestCheck.PromptTooLong(1002, 1000));
    assertThat(local.providers.modelCatalogue().check(FOX.withPrompt("  "), null))
        .isInstanceOf(RequestCheck.PromptEmpty.class);
  }

  @Test
  void aRemixGoesToTheProviderThatMadeTheVideo() {
    Task source = delivered("apimart", "sora-2", GenerationMode.TEXT, 15);

    assertThat(offers(local, TaskExamples.remix("more snow", source.id()), source))
        .singleElement()
        .satisfies(offer -> {
          assertThat(offer.provider()).isEqualTo("apimart");
          assertThat(offer.means()).isEqualTo(GenerationMode.REMIX);
          assertThat(offer.seconds()).as("the source's length").isEqualTo(15);
          assertThat(offer.aspect()).isNull();
        });
  }

  @Test
  void aRemixThatKeepsTheLengthRefusesAnother() {
    Task source = delivered("modelverse", "sora-2", GenerationMode.TEXT, 12);
    VideoRequest remix = TaskExamples.remix("more snow", source.id());

    assertThat(offers(local, remix, source).getFirst().seconds()).isEqualTo(12);
    assertThat(local.providers.modelCatalogue().check(remix.withSeconds(8), source))
        .isEqualTo(new RequestCheck.UnsupportedDuration("8", List.of(12)));
  }

  @Test
  void aRemixWithoutARemixOfTheProvidersGoesByTheLastFrame() {
    Task source = delivered("xcompute", "sora-2", GenerationMode.TEXT, 16);
    VideoRequest remix = TaskExamples.remix("more snow", source.id());

    assertThat(offers(reachable, remix, source))
        .singleElement()
        .satisfies(offer -> {
          assertThat(offer.means()).isEqualTo(GenerationMode.LAST_FRAME);
          assertThat(offer.seconds()).isEqualTo(16);
        });
    assertThat(local.providers.modelCatalogue().check(remix, source))
        .isInstanceOf(RequestCheck.NoRemix.class);
  }

  @Test
  void aRemixByAModelOfAnotherProviderNamesTheSourcesModel() {
    Task source = delivered("modelverse", "sora-2", GenerationMode.TEXT, 8);
    VideoRequest remix = TaskExamples.remix("more snow", source.id()).withModel("sora-2-pro");

    assertThat(local.providers.modelCatalogue().check(remix, source))
        .isEqualTo(new RequestCheck.NoRemix("sora-2-pro", List.of("sora-2")));
  }

  @Test
  void aClipGoesOnFromTheLastFrameInTheShapeOfItsSource() {
    Task source = delivered("apimart", "sora-2", GenerationMode.TEXT, 15);
    VideoRequest next = VideoRequest.of(RequestKind.CONTINUE, "then it snows", source.id());

    assertThat(offers(reachable, next, source).getFirst())
        .satisfies(offer -> {
          assertThat(offer.means())
              .as("a remix would change it")
              .isEqualTo(GenerationMode.LAST_FRAME);
          assertThat(offer.provider()).isEqualTo("apimart");
          assertThat(offer.model()).isEqualTo("sora-2");
          assertThat(offer.seconds()).isEqualTo(15);
          assertThat(offer.aspect()).as("of the file").isEqualTo(AspectRatio.LANDSCAPE);
        });
    assertThat(offers(reachable, next.withSeconds(10), source).getFirst().seconds())
        .as("unless something else is said")
        .isEqualTo(10);
  }

  @Test
  void whereTheRelayGoesOnByItselfItIsAskedTo() {
    Task source = delivered("apimart", "gemini-omni-flash-preview", GenerationMode.TEXT, 10);
    VideoRequest next = VideoRequest.of(RequestKind.CONTINUE, "then it snows", source.id());

    assertThat(offers(reachable, next, source).getFirst().means()).isEqualTo(GenerationMode.REMIX);
  }

  @Test
  void aClipCanGoOnElsewhereWhereItsProviderIsAway() {
    Offer away = ProviderFixture.offer("apimart", "sora-2", GenerationMode.TEXT, 4);
    Task source =
        delivered("apimart", "sora-2", GenerationMode.TEXT, 4)
            .withOffer(
                new Offer(
                    "elsewhere",
                    "sora-2",
                    GenerationMode.TEXT,
                    4,
                    AspectRatio.PORTRAIT,
                    Resolution.P720,
                    away.price(),
                    away.typical(),
                    away.hardDeadline(),
                    false));
    VideoRequest next = VideoRequest.of(RequestKind.CONTINUE, "then it snows", source.id());

    assertThat(offers(reachable, next, source))
        .isNotEmpty()
        .allSatisfy(offer -> {
          assertThat(offer.means()).isEqualTo(GenerationMode.LAST_FRAME);
          assertThat(offer.aspect())
              .as("null where the picture decides")
              .isIn(AspectRatio.PORTRAIT, null);
          assertThat(offer.resolution()).isEqualTo(Resolution.P720);
        });
    VideoRequest gone = next.withModel("gone-1");
    assertThat(reachable.providers.modelCatalogue().check(gone, source))
        .isInstanceOf(RequestCheck.UnknownModel.class);
  }

  private static Task delivered(String provider, String model, GenerationMode mode, int seconds) {
    Offer offer = ProviderFixture.offer(provider, model, mode, seconds);
    return ProviderFixture.delivered(ProviderFixture.task(FOX, offer), "remote-1", 1280, 720);
  }

  private static List<Offer> offers(
      ProviderFixture fixture, VideoRequest request, @Nullable Task source) {
    assertThat(fixture.providers.modelCatalogue().check(request, source))
        .isInstanceOf(RequestCheck.Valid.class);
    return fixture.providers.offers(request, source);
  }
}
