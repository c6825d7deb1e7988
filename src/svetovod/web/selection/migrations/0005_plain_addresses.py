from django.db import migrations

from svetovod.web.common.fields import UNSEEN, without_unseen


def make_plain(apps, editor):
    """Places were offered to addresses with the signs that nobody sees and that came with what was copied. Where an open
    offer of the round has the plain address already, the other stays to be withdrawn."""
    offers = apps.get_model("selection", "PlaceOffer").objects
    for offer in offers.filter(email__regex=UNSEEN).order_by("pk"):
        plain = without_unseen(offer.email)
        if offer.state == "offered" and offers.filter(round=offer.round_id, email=plain, state="offered").exists():
            continue
        offer.email = plain
        offer.save(update_fields=["email"])


class Migration(migrations.Migration):

    dependencies = [
        ('selection', '0004_envelopes'),
    ]

    operations = [migrations.RunPython(make_plain, migrations.RunPython.noop)]
