package io.github.reelay.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the walls of docs/architecture.md. */
@AnalyzeClasses(packages = "io.github.reelay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.reelay.";
  private static final String[] CORE = {
    ROOT + "task..",
    ROOT + "catalogue..",
    ROOT + "tracking..",
    ROOT + "policy..",
    ROOT + "conversation.."
  };
  private static final List<String> ADAPTERS =
      List.of("provider", "discord", "telegram", "web", "media", "storage", "ops");

  /** Rooms of one part, outermost first: each may use those behind it, none in front of it. */
  private static final List<List<String>> ROOM_ORDERS =
      List.of(
          List.of("discord", "discord.inbound", "discord.outbound", "discord.api"),
          List.of("telegram", "telegram.inbound", "telegram.outbound", "telegram.api"),
          List.of(
              "tracking",
              "tracking.execution",
              "tracking.state",
              "tracking.port",
              "tracking.duration"),
          List.of(
              "conversation.usecase",
              "conversation.request",
              "conversation.admin",
              "conversation.text",
              "conversation"));

  /** Rooms that nobody enters but the package around them. */
  private static final List<String> INNER_ROOMS =
      List.of(
          "tracking.execution",
          "conversation.admin",
          "provider.dialect",
          "provider.sandbox.video",
          "media.mp4",
          "media.picture",
          "storage.row",
          "discord.outbound",
          "discord.inbound",
          "telegram.outbound");

  private static final int MAX_FILES = 25;
  private static final int MAX_AVERAGE_FILES = 15;
  private static final Pattern CAMEL_CASE = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /** Names without a role, and the words that this house once spoke alone. */
  private static final Set<String> BANNED_WORDS =
      Set.of(
          """
          Manager Helper Utils Util Impl
          Announcer Bell Blank Board Book Brush Clipped Desk Direction Door Ears Face Farewell Farewells
          Films Forgotten Gate Hand Heard Heartbeat Hills Hook Knowing Lanes Letters Little Look
          Looks Marked Means Misfit Mouth Neighbourhood Overhearing Pace Paced People Places Postcard
          Presses Pressing Pursuits Rings Shoot Sieve Site Sockets Speaker Speakers Speech Studio
          Surroundings Take Talk Ticket Tickets Told Traits Trouble Turns Voice Walk Way PricedVideo Wishes
          Wording Words Workshop World
          """
              .strip()
              .split("\\s+"));

  @ArchTest
  static final ArchRule theDomainKnowsOnlyJava =
      classes()
          .that()
          .resideInAPackage(ROOT + "task..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", ROOT + "task..");

  @ArchTest
  static final ArchRule theCoreKnowsNoAdapterAndFewLibraries =
      classes()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of(CORE),
                      Stream.of(
                          "java..",
                          "org.jspecify..",
                          "org.slf4j..",
                          "com.github.benmanes.caffeine.."))
                  .toArray(String[]::new));

  @ArchTest
  static final ArchRule coreLayersPointOneWay =
      slices()
          .matching(ROOT + "(task|catalogue|tracking|policy|conversation)..")
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule noPackageDependsOnItselfThroughAnother =
      slices().matching(ROOT + "(**)").should().beFreeOfCycles();

  @ArchTest
  static void adaptersNeverImportEachOther(JavaClasses all) {
    for (String adapter : ADAPTERS) {
      String[] others =
          ADAPTERS.stream()
              .filter(other -> !other.equals(adapter))
              .map(other -> ROOT + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + adapter + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(all);
    }
  }

  @ArchTest
  static final ArchRule theContractOfAChatKnowsOnlyTheCoreAndItsSettings =
      classes()
          .that()
          .resideInAPackage(ROOT + "chat..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of(CORE),
                      Stream.of("java..", "org.jspecify..", ROOT + "config..", ROOT + "chat.."))
                  .toArray(String[]::new));

  @ArchTest
  static void onlyTheFacadeOfAChatIsSeenFromOutside(
      com.tngtech.archunit.core.domain.JavaClasses all) {
    for (String chat : List.of("discord", "telegram")) {
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + chat + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + chat + ".api..", ROOT + chat + ".inbound..", ROOT + chat + ".outbound..")
          .check(all);
    }
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "web.chat..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(ROOT + "web.chat..")
                .and(not(name(ROOT + "web.chat.WebChatFactory"))))
        .check(all);
  }

  @ArchTest
  static final ArchRule nobodyImportsTheApp =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "app..");

  @ArchTest static final ArchRule jdaStaysInDiscord = only("net.dv8tion..", "discord..");

  @ArchTest
  static final ArchRule telegramBotsStaysInTelegram = only("org.telegram..", "telegram..");

  @ArchTest
  static final ArchRule okHttpStaysWhereHttpLeaves =
      only(
          "okhttp3..",
          "http..",
          "provider..",
          "media.store..",
          "discord..",
          "telegram..",
          "web.standby..");

  @ArchTest static final ArchRule minioStaysInTheStore = only("io.minio..", "media.store..");

  @ArchTest
  static final ArchRule yamlStaysInConfig = only("com.fasterxml.jackson.dataformat..", "config..");

  @ArchTest static final ArchRule javalinStaysInWeb = only("io.javalin..", "web..");

  @ArchTest static final ArchRule sqlStaysInStorage = only("java.sql..", "storage..");

  @ArchTest static final ArchRule jdbiStaysInStorage = only("org.jdbi..", "storage..");

  @ArchTest
  static final ArchRule dbSchedulerStaysInStorage = only("com.github.kagkarlsson..", "storage..");

  @ArchTest
  static final ArchRule picturesStayInMediaAndSandbox =
      only("javax.imageio..", "media..", "provider.sandbox..");

  @ArchTest
  static final ArchRule jcodecStaysInMediaAndSandbox =
      only("org.jcodec..", "media..", "provider.sandbox..");

  @ArchTest
  static final ArchRule micrometerStaysInOpsAndWeb = only("io.micrometer..", "ops..", "web..");

  @ArchTest
  static final ArchRule theClockIsInjected =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "app..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(InstantSource.class, "system")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static void roomsOfOnePartAreImportedInOneDirection(JavaClasses all) {
    for (List<String> rooms : ROOM_ORDERS) {
      for (int i = 1; i < rooms.size(); i++) {
        String[] outer = rooms.subList(0, i).stream().map(r -> ROOT + r).toArray(String[]::new);
        noClasses()
            .that()
            .resideInAPackage(ROOT + rooms.get(i))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(outer)
            .check(all);
      }
    }
  }

  @ArchTest
  static void innerRoomsAreSeenByTheirOwnPartOnly(JavaClasses all) {
    for (String room : INNER_ROOMS) {
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + room.substring(0, room.lastIndexOf('.')) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + room + "..")
          .check(all);
    }
  }

  @ArchTest
  static void noSimpleNameStandsTwice(JavaClasses all) {
    Map<String, Long> counts =
        topLevel(all)
            .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));
    assertThat(counts.entrySet()).filteredOn(e -> e.getValue() > 1).isEmpty();
  }

  @ArchTest
  static void roomsAreSmall(JavaClasses all) {
    Map<String, Long> files =
        topLevel(all)
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(files.entrySet()).filteredOn(e -> e.getValue() > MAX_FILES).isEmpty();
    assertThat(files.values().stream().mapToLong(Long::longValue).average().orElse(0))
        .isLessThanOrEqualTo(MAX_AVERAGE_FILES);
  }

  @ArchTest
  static void namesAreWordsThatANewcomerKnows(JavaClasses all) {
    assertThat(all.stream().map(JavaClass::getSimpleName))
        .filteredOn(name -> CAMEL_CASE.splitAsStream(name).anyMatch(BANNED_WORDS::contains))
        .isEmpty();
  }

  private static Stream<JavaClass> topLevel(JavaClasses all) {
    return all.stream()
        .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"));
  }

  @Test
  void everyPackageIsNullMarkedAndSaysWhatItIsFor() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> folders =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();
      assertThat(folders)
          .allSatisfy(folder -> {
            String text = Files.readString(folder.resolve("package-info.java"));
            assertThat(text).contains("@NullMarked").startsWith("/**");
          });
    }
  }

  /** A library that only these packages of ours may use. */
  private static ArchRule only(String library, String... ours) {
    String[] allowed = Stream.of(ours).map(p -> ROOT + p).toArray(String[]::new);
    DescribedPredicate<JavaClass> elsewhere = JavaClass.Predicates.resideOutsideOfPackages(allowed);
    return noClasses().that(elsewhere).should().dependOnClassesThat().resideInAPackage(library);
  }
}
