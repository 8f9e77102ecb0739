package dev.millrace.console;

import java.util.List;

/** Every page but the documentation and those where people sign in. */
final class GuardedPages {

  static final List<Class<?>> ALL =
      List.of(
          DeliveriesPage.class,
          ErasuresPage.class,
          IdentitiesPage.class,
          ImportPage.class,
          KeyPage.class,
          KeysPage.class,
          OffboardPage.class,
          OverviewPage.class,
          PeoplePage.class,
          PricesPage.class,
          RunsPage.class,
          SetupPage.class,
          SignOutPage.class,
          UsageDownload.class,
          UsagePage.class);

  private GuardedPages() {}
}
