package dev.nightmask.lambda.links;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.snapshot.archive.ArchiveDigest;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Manifests;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final Manifest SHOP = manifest("20261121T020000Z-000001", "shop");
    private static final Manifest CRM = manifest("20261121T010000Z-000002", "crm");
    private static final Manifest OLD_SHOP = manifest("20261120T020000Z-000003", "shop");
    private static final List<Manifest> ALL = List.of(SHOP, CRM, OLD_SHOP);

    @Test
    void oneDatabaseNeedsNoName() {
        List<Manifest> one = List.of(SHOP, OLD_SHOP);
        assertEquals(new Choice.One(SHOP, List.of(OLD_SHOP)), choice("", one));
        assertEquals(new Choice.One(SHOP, List.of(OLD_SHOP)), choice("  latest ", one));
    }

    @Test
    void ofSeveralDatabasesOneIsChosen() {
        assertEquals(new Choice.Databases(List.of(CRM, SHOP)), choice("", ALL));
        assertEquals(new Choice.One(CRM, List.of()), choice("crm", ALL));
        assertEquals(new Choice.One(SHOP, List.of(OLD_SHOP)), choice("latest shop", ALL));
    }

    @Test
    void usualDatabaseIsMeantWhenNoneIsNamed() {
        Optional<SnapshotName> crm = Optional.of(new SnapshotName("crm"));
        assertEquals(new Choice.One(CRM, List.of()), Choice.of("", ALL, crm));
        assertEquals(new Choice.Several(List.of(CRM)), Choice.of("list", ALL, crm));
        assertEquals(new Choice.One(SHOP, List.of(OLD_SHOP)), Choice.of("shop", ALL, crm));
    }

    @Test
    void idIsFoundWhateverTheUsualDatabaseIs() {
        Optional<SnapshotName> crm = Optional.of(new SnapshotName("crm"));
        assertEquals(
                new Choice.One(OLD_SHOP, List.of()), Choice.of(OLD_SHOP.id().text(), ALL, crm));
    }

    @Test
    void listIsOfAllOrOfOne() {
        assertEquals(new Choice.Several(ALL), choice("list", ALL));
        assertEquals(new Choice.Several(List.of(SHOP, OLD_SHOP)), choice("list shop", ALL));
        assertEquals(new Choice.None(), choice("list", List.of()));
    }

    @Test
    void nothingIsGivenForWhatIsNotThere() {
        assertEquals(new Choice.None(), choice("", List.of()));
        assertEquals(new Choice.None(), choice("other", ALL));
        assertEquals(new Choice.None(), choice("20261121T020000Z-00000f", ALL));
    }

    private static Choice choice(String text, List<Manifest> newestFirst) {
        return Choice.of(text, newestFirst, Optional.empty());
    }

    private static Manifest manifest(String id, String name) {
        return Manifests.of(SnapshotId.parse(id), new SnapshotName(name), new ArchiveDigest("0".repeat(64), 1, 10));
    }
}
