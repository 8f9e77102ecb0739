package dev.millrace.people;

import dev.millrace.OrgId;
import dev.millrace.PersonName;
import dev.millrace.PersonNames;
import dev.millrace.PlainText;
import dev.millrace.database.Database;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which names in the data belong to which member. Usage is kept under the name it came with; whose
 * it is is looked up when it is read, by the view {@code member_of_person}.
 */
@ApplicationScoped
public class Identities {

  private static final int MAX_LENGTH = 254;

  private final Database database;
  private final People.Members members;
  private final Rows rows;

  Identities(Database database, People.Members members, Rows rows) {
    this.database = database;
    this.members = members;
    this.rows = rows;
  }

  /** The organisation's, by member. */
  public List<MergedIdentity> of(OrgId org) {
    return database
        .inTransaction(() -> rows.list("id.org = ?1 order by email, id.identity", org.value()))
        .stream()
        .map(row -> new MergedIdentity(row.id.identity(), row.email))
        .toList();
  }

  /**
   * All names of whoever is called so: of a member by address, by what is merged into them or by
   * what the roster calls them, the address and all that is merged into it; of anybody else this
   * one name.
   *
   * @throws IllegalArgumentException if the roster calls several members so
   */
  public Set<String> allOf(OrgId org, String name) {
    PersonNames meant = new PersonNames(Set.of(name));
    List<MergedIdentity> merged = of(org);
    Set<String> addresses = addresses(meant, members(org), merged);
    return Stream.of(
            Stream.of(PersonName.normal(name)),
            addresses.stream(),
            merged.stream()
                .filter(identity -> addresses.contains(identity.email()))
                .map(MergedIdentity::identity))
        .flatMap(names -> names)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> addresses(
      PersonNames meant, List<Member> members, List<MergedIdentity> merged) {
    Set<String> known =
        Stream.concat(
                members.stream().map(Member::email).filter(meant::include),
                merged.stream()
                    .filter(identity -> meant.include(identity.identity()))
                    .map(MergedIdentity::email))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!known.isEmpty()) {
      return known;
    }
    Set<String> called =
        members.stream()
            .filter(member -> meant.include(member.name()))
            .map(Member::email)
            .collect(Collectors.toCollection(TreeSet::new));
    if (called.size() > 1) {
      throw new IllegalArgumentException(
          "several members are called so; give the address of one: " + String.join(", ", called));
    }
    return called;
  }

  private List<Member> members(OrgId org) {
    return database.inTransaction(() -> members.list("id.org = ?1", org.value())).stream()
        .map(MemberEntity::member)
        .toList();
  }

  /**
   * Merges an identity into a member. If it is a member's own address, that member is no more:
   * their other identities go along, and their keys go on to attribute to the address.
   *
   * @param email the member's, in lower case
   * @return whether the organisation has such a member
   * @throws IllegalArgumentException if the identity is none, or the member itself
   */
  public boolean merge(OrgId org, String identity, String email) {
    String name = wellFormed(identity);
    if (name.equals(email)) {
      throw new IllegalArgumentException("a member is not merged into themselves: " + email);
    }
    return database.inTransaction(
        () ->
            members
                .findById(new MemberEntity.Id(org.value(), email))
                .chain(
                    into ->
                        into == null
                            ? Uni.createFrom().item(false)
                            : merge(org.value(), name, email)));
  }

  /**
   * The same at a member's request.
   *
   * @param by e-mail address of who asks; null if that is no member
   * @throws IllegalArgumentException also if the identity is who asks: nobody takes away their own
   *     way in
   */
  public boolean merge(OrgId org, String identity, String email, @Nullable String by) {
    if (wellFormed(identity).equals(by)) {
      throw new IllegalArgumentException(
          "nobody takes away their own way in: another owner has to merge " + by);
    }
    return merge(org, identity, email);
  }

  /** As usage shows it: of names that are no addresses nobody knows whether case matters. */
  private static String wellFormed(String identity) {
    String name =
        Member.isEmail(Member.address(identity))
            ? Member.address(identity)
            : PlainText.cleaned(identity);
    if (name.isEmpty() || identity.length() > MAX_LENGTH || !PlainText.isPlain(identity.strip())) {
      throw new IllegalArgumentException(
          "an identity is 1 to " + MAX_LENGTH + " characters of plain text");
    }
    if (name.equals(PersonName.UNATTRIBUTED)) {
      throw new IllegalArgumentException(
          PersonName.UNATTRIBUTED + " is many people's, so it is merged into nobody");
    }
    return name;
  }

  private Uni<Boolean> merge(String org, String identity, String email) {
    IdentityEntity.Id id = new IdentityEntity.Id(org, identity);
    return rows.update("email = ?1 where id.org = ?2 and email = ?3", email, org, identity)
        .chain(() -> members.deleteById(new MemberEntity.Id(org, identity)))
        .chain(() -> rows.findById(id))
        .onItem()
        .ifNull()
        .switchTo(() -> rows.persist(row(id, email)))
        .invoke(row -> row.email = email)
        .replaceWith(true);
  }

  /**
   * Lets an identity stand for itself again.
   *
   * @return whether it was merged into a member
   */
  public boolean separate(OrgId org, String identity) {
    return PlainText.isPlain(identity)
        && database.inTransaction(
            () -> rows.deleteById(new IdentityEntity.Id(org.value(), identity)));
  }

  private static IdentityEntity row(IdentityEntity.Id id, String email) {
    IdentityEntity row = new IdentityEntity();
    row.id = id;
    row.email = email;
    return row;
  }

  /** The table of identities. */
  @ApplicationScoped
  static class Rows implements PanacheRepositoryBase<IdentityEntity, IdentityEntity.Id> {

    /** Which of these names are merged into a member. */
    Uni<List<IdentityEntity>> among(String org, List<String> names) {
      return list("id.org = ?1 and id.identity in ?2", org, names);
    }
  }
}
