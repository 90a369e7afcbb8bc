window.YTD.note_tweet.part0 = [
  {
    "noteTweet": {
      "noteTweetId": "1918219448611766265",
      "updatedAt": "2025-05-02T08:22:10.000Z",
      "lifecycle": {
        "value": "1",
        "name": "Active",
        "originalName": "Active",
        "annotations": {}
      },
      "createdAt": "2025-05-02T08:22:10.000Z",
      "core": {
        "styletags": [
          {
            "styleTypes": [
              {
                "value": "0",
                "name": "Bold",
                "originalName": "BOLD",
                "annotations": {}
              }
            ],
            "fromIndex": "5",
            "toIndex": "36"
          }
        ],
        "urls": [
          {
            "expandedUrl": "https://example.org/benches/tables",
            "toIndex": "575",
            "shortUrl": "https://t.co/benchtable",
            "displayUrl": "example.org/benches/tables",
            "fromIndex": "552"
          }
        ],
        "text": "8/11 Three things make a bench work, and none of them is the bench.\n\nFirst, something to look at: a crossing, a pond, a school gate at four o'clock. People do not sit to rest, they sit to watch, and resting is the excuse they give to each other & to themselves.\n\nSecond, an edge behind the back. A hedge will do, a wall is better. Of the 96 benches in open lawns I never saw more than one person on any of them.\n\nThird, a way to leave without passing somebody. Benches at the end of a path stay empty; benches beside one do not. The full tables are at https://t.co/benchtable",
        "mentions": [],
        "cashtags": [],
        "hashtags": []
      }
    }
  }
]