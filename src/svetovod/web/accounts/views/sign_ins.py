"""Where one is signed in: the library's page over a list that is asked for at once."""

from typing import Any

from allauth.usersessions.views import ListUserSessionsView

from svetovod.web.accounts import selectors, services


class SignIns(ListUserSessionsView):
    """The library asks for each sign-in whether it still holds, and for whom: three questions for each."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held, ended = selectors.sign_ins_held(self.request.user)
        services.sign_ins_forget(ended)
        context = super(ListUserSessionsView, self).get_context_data(**kwargs)
        return context | {"sessions": held, "session_count": len(held), "show_last_seen_at": True}
