window.YTD.account.part0 = [
  {
    "account": {
      "email": "ines@example.com",
      "createdVia": "web",
      "username": "ines_maps",
      "accountId": "1493800000000000000",
      "createdAt": "2022-02-16T05:00:00.000Z",
      "accountDisplayName": "Ines draws maps"
    }
  }
]