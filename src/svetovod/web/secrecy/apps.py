from django.apps import AppConfig


class SecrecyConfig(AppConfig):
    name = "svetovod.web.secrecy"
    label = "secrecy"

    def ready(self) -> None:
        from svetovod.web.accounts.personal import register_exporter
        from svetovod.web.common.context import register_links
        from svetovod.web.common.merging import register_mover
        from svetovod.web.documents.seam import register_adder, register_follower, register_hander, register_keeper

        from . import links, personal
        from .handing import hand_out
        from .merging import MOVER
        from .services import mark_follow, mark_inherit, mark_keep

        register_follower(mark_follow)
        register_adder(mark_inherit)
        register_keeper(mark_keep)
        register_hander(hand_out)
        register_exporter("readings", personal.export)
        register_exporter("marks of secrets", personal.export_marks)
        register_links(links.of)
        register_mover(MOVER)
