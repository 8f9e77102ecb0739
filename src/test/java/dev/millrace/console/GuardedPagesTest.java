package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No page is forgotten in the list that {@link EveryRouteTest} tries, or left open. */
class GuardedPagesTest {

  @Test
  void everyPageButDocumentationAndSignInIsListedAndForOwnersOnly() {
    List<JavaClass> pages =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.millrace.console")
                .stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .filter(type -> !type.isEquivalentTo(DocsPage.class))
                .filter(type -> !type.isEquivalentTo(SignInPage.class))
                .filter(type -> !type.isEquivalentTo(SingleSignOnPage.class))
                .toList();

    assertThat(pages)
        .extracting(JavaClass::getName)
        .containsExactlyInAnyOrderElementsOf(
            GuardedPages.ALL.stream().map(Class::getName).toList());
    assertThat(pages).allMatch(page -> page.isAnnotatedWith(OwnersOnly.class));
  }
}
