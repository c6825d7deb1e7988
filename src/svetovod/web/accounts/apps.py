from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "svetovod.web.accounts"
    label = "accounts"
