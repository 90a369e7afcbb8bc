window.YTD.tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1921841649546166272"
          ],
          "editableUntil": "2025-05-12T09:15:30.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "23"
      ],
      "favorite_count": "6",
      "id_str": "1921841649546166272",
      "truncated": false,
      "retweet_count": "3",
      "id": "1921841649546166272",
      "created_at": "Mon May 12 08:15:30 +0000 2025",
      "favorited": false,
      "full_text": "Day two: more patience.",
      "lang": "en",
      "in_reply_to_status_id_str": "1921479261680566272",
      "in_reply_to_status_id": "1921479261680566272",
      "in_reply_to_user_id": "1493800000000000000",
      "in_reply_to_user_id_str": "1493800000000000000",
      "in_reply_to_screen_name": "ines_maps"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1921479261680566272"
          ],
          "editableUntil": "2025-05-11T09:15:30.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "39"
      ],
      "favorite_count": "5",
      "id_str": "1921479261680566272",
      "truncated": false,
      "retweet_count": "3",
      "id": "1921479261680566272",
      "created_at": "Sun May 11 08:15:30 +0000 2025",
      "favorited": false,
      "full_text": "Bread, day one: flour, water, patience.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918223223485366272"
          ],
          "editableUntil": "2025-05-02T09:37:10.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "Tom",
            "screen_name": "tom_walks",
            "indices": [
              "0",
              "10"
            ],
            "id_str": "1500000000000000001",
            "id": "1500000000000000001"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "11",
        "55"
      ],
      "favorite_count": "4",
      "id_str": "1918223223485366272",
      "truncated": false,
      "retweet_count": "3",
      "id": "1918223223485366272",
      "created_at": "Fri May 02 08:37:10 +0000 2025",
      "favorited": false,
      "full_text": "@tom_walks The one by the footbridge, without question.",
      "lang": "en",
      "in_reply_to_status_id_str": "1918221545763766272",
      "in_reply_to_status_id": "1918221545763766272",
      "in_reply_to_user_id": "1500000000000000001",
      "in_reply_to_user_id_str": "1500000000000000001",
      "in_reply_to_screen_name": "tom_walks"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918220119700406272"
          ],
          "editableUntil": "2025-05-02T09:24:50.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "92"
      ],
      "favorite_count": "7",
      "id_str": "1918220119700406272",
      "truncated": false,
      "retweet_count": "0",
      "id": "1918220119700406272",
      "created_at": "Fri May 02 08:24:50 +0000 2025",
      "favorited": false,
      "full_text": "11/11 If you want to do this for your town: start with one street, and bring a thermos. /end",
      "lang": "en",
      "in_reply_to_status_id_str": "1918219876430774272",
      "in_reply_to_status_id": "1918219876430774272",
      "in_reply_to_user_id": "1493800000000000000",
      "in_reply_to_user_id_str": "1493800000000000000",
      "in_reply_to_screen_name": "ines_maps"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918219876430774272"
          ],
          "editableUntil": "2025-05-02T09:23:52.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "115"
      ],
      "favorite_count": "13",
      "id_str": "1918219876430774272",
      "truncated": false,
      "retweet_count": "3",
      "id": "1918219876430774272",
      "created_at": "Fri May 02 08:23:52 +0000 2025",
      "favorited": false,
      "full_text": "10/11 So now there is a second map: benches that exist only on paper. &lt;missing&gt; is my favourite colour in it.",
      "lang": "en",
      "in_reply_to_status_id_str": "1918219679298486272",
      "in_reply_to_status_id": "1918219679298486272",
      "in_reply_to_user_id": "1493800000000000000",
      "in_reply_to_user_id_str": "1493800000000000000",
      "in_reply_to_screen_name": "ines_maps"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918219679298486272"
          ],
          "editableUntil": "2025-05-02T09:23:05.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "120"
      ],
      "favorite_count": "1",
      "id_str": "1918219679298486272",
      "truncated": false,
      "retweet_count": "0",
      "id": "1918219679298486272",
      "created_at": "Fri May 02 08:23:05 +0000 2025",
      "favorited": false,
      "full_text": "9/11 I asked the town for its own list. It has 371 benches, 29 of which I could not find &amp; 70 of mine are not on it.",
      "lang": "en",
      "in_reply_to_status_id_str": "1918219448611766272",
      "in_reply_to_status_id": "1918219448611766272",
      "in_reply_to_user_id": "1493800000000000000",
      "in_reply_to_user_id_str": "1493800000000000000",
      "in_reply_to_screen_name": "ines_maps"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918219578635190272"
          ],
          "editableUntil": "2025-05-02T09:22:41.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "107"
      ],
      "favorite_count": "5",
      "id_str": "1918219578635190272",
      "truncated": false,
      "retweet_count": "3",
      "id": "1918219578635190272",
      "created_at": "Fri May 02 08:22:41 +0000 2025",
      "favorited": false,
      "full_text": "One thing I left out: the two stone ones by the mill. They are older than the town hall and still the best.",
      "lang": "en",
      "in_reply_to_status_id_str": "1918217947050934272",
      "in_reply_to_status_id": "1918217947050934272",
      "in_reply_to_user_id": "1493800000000000000",
      "in_reply_to_user_id_str": "1493800000000000000",
      "in_reply_to_screen_name": "ines_maps"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918219448611766272"
          ],
          "editableUntil": "2025-05-02T09:22:10.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "295"
      ],
      "favorite_count": "6",
      "id_str": "1918219448611766272",
      "truncated": false,
      "retweet_count": "3",
      "id": "1918219448611766272",
      "created_at": "Fri May 02 08:22:10 +0000 2025",
      "favorited": false,
      "full_text": "8/11 Three things make a bench work, and none of them is the bench.\n\nFirst, something to look at: a crossing, a pond, a school gate at four o'clock. People do not sit to rest, they sit to watch, and resting is the excuse they give to each other &amp; to themselves.\n\nSec… https://t.co/benchlong1",
      "lang": "en",
      "in_reply_to_status_id_str": "1918219104678838272",
      "in_reply_to_status_id": "1918219104678838272",
      "in_reply_to_user_id": "1493800000000000000",
      "in_reply_to_user_id_str": "1493800000000000000",
      "in_reply_to_screen_name": "ines_maps"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918219104678838272"
          ],
          "editableUntil": "2025-05-02T09:20:48.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/benchquote",
            "expanded_url": "https://twitter.com/ines_maps/status/1903722256266166272",
            "display_url": "twitter.com/ines_maps/stat…",
            "indices": [
              "39",
              "62"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "62"
      ],
      "favorite_count": "11",
      "id_str": "1918219104678838272",
      "truncated": false,
      "retweet_count": "2",
      "id": "1918219104678838272",
      "created_at": "Fri May 02 08:20:48 +0000 2025",
      "favorited": false,
      "full_text": "7/11 This is what I meant a while ago: https://t.co/benchquote",
      "lang": "en",
      "in_reply_to_status_id_str": "1918218861409206272",
      "in_reply_to_status_id": "1918218861409206272",
      "in_reply_to_user_id": "1493800000000000000",
      "in_reply_to_user_id_str": "1493800000000000000",
      "in_reply_to_screen_name": "ines_maps"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918218861409206272"
          ],
          "editableUntil": "2025-05-02T09:19:50.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "83"
      ],
      "favorite_count": "15",
      "id_str": "1918218861409206272",
      "truncated": false,
      "retweet_count": "3",
      "id": "1918218861409206272",
      "created_at": "Fri May 02 08:19:50 +0000 2025",
      "favorited": false,
      "full_text": "6/11 Most benches look away from the street. The ones that face it are never empty.",
      "lang": "en",
      "in_reply_to_status_id_str": "1918218613945270272",
      "in_reply_to_status_id": "1918218613945270272",
      "in_reply_to_user_id": "1493800000000000000",
      "in_reply_to_user_id_str": "1493800000000000000",
      "in_reply_to_screen_name": "ines_maps"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918218400035766272"
          ],
          "editableUntil": "2025-05-02T09:18:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [],
        "media": [
          {
            "expanded_url": "https://twitter.com/ines_maps/status/0/photo/1",
            "indices": [
              "98",
              "121"
            ],
            "url": "https://t.co/benchpic01",
            "media_url": "http://pbs.twimg.com/media/BenchMap01.png",
            "media_url_https": "https://pbs.twimg.com/media/BenchMap01.png",
            "id_str": "1",
            "id": "1",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "64",
                "h": "48",
                "resize": "fit"
              }
            },
            "display_url": "pic.twitter.com/benchpic01"
          }
        ]
      },
      "display_text_range": [
        "0",
        "121"
      ],
      "favorite_count": "2",
      "id_str": "1918218400035766272",
      "truncated": false,
      "retweet_count": "1",
      "id": "1918218400035766272",
      "created_at": "Fri May 02 08:18:00 +0000 2025",
      "favorited": false,
      "full_text": "4/11 The map, after the first month. Blue is shade, orange is sun, grey is where nobody ever sat. https://t.co/benchpic01",
      "lang": "en",
      "in_reply_to_status_id_str": "1918218169349046272",
      "in_reply_to_status_id": "1918218169349046272",
      "in_reply_to_user_id": "1493800000000000000",
      "in_reply_to_user_id_str": "1493800000000000000",
      "in_reply_to_screen_name": "ines_maps",
      "extended_entities": {
        "media": [
          {
            "expanded_url": "https://twitter.com/ines_maps/status/0/photo/1",
            "indices": [
              "98",
              "121"
            ],
            "url": "https://t.co/benchpic01",
            "media_url": "http://pbs.twimg.com/media/BenchMap01.png",
            "media_url_https": "https://pbs.twimg.com/media/BenchMap01.png",
            "id_str": "1",
            "id": "1",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "64",
                "h": "48",
                "resize": "fit"
              }
            },
            "display_url": "pic.twitter.com/benchpic01"
          }
        ]
      }
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918218169349046272"
          ],
          "editableUntil": "2025-05-02T09:17:05.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/benchform1",
            "expanded_url": "https://example.org/benches/form?version=3&lang=en",
            "display_url": "example.org/benches/form…",
            "indices": [
              "88",
              "111"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "111"
      ],
      "favorite_count": "9",
      "id_str": "1918218169349046272",
      "truncated": false,
      "retweet_count": "3",
      "id": "1918218169349046272",
      "created_at": "Fri May 02 08:17:05 +0000 2025",
      "favorited": false,
      "full_text": "3/11 I walked with a notebook, a tape measure &amp; a thermos. The form I used is here: https://t.co/benchform1",
      "lang": "en",
      "in_reply_to_status_id_str": "1918217947050934272",
      "in_reply_to_status_id": "1918217947050934272",
      "in_reply_to_user_id": "1493800000000000000",
      "in_reply_to_user_id_str": "1493800000000000000",
      "in_reply_to_screen_name": "ines_maps"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918217947050934272"
          ],
          "editableUntil": "2025-05-02T09:16:12.000Z",
          "editsRemaining": "5",
          "isEditEligible": false
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [
          {
            "text": "benches",
            "indices": [
              "109",
              "117"
            ]
          }
        ],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "117"
      ],
      "favorite_count": "15",
      "id_str": "1918217947050934272",
      "truncated": false,
      "retweet_count": "1",
      "id": "1918217947050934272",
      "created_at": "Fri May 02 08:16:12 +0000 2025",
      "favorited": false,
      "full_text": "2/11 Rule one: a bench is only a bench if somebody can sit on it in the rain without regret.\n\nThat left 388. #benches",
      "lang": "en",
      "in_reply_to_status_id_str": "1918217770890166272",
      "in_reply_to_status_id": "1918217770890166272",
      "in_reply_to_user_id": "1493800000000000000",
      "in_reply_to_user_id_str": "1493800000000000000",
      "in_reply_to_screen_name": "ines_maps"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1918217770890166272"
          ],
          "editableUntil": "2025-05-02T09:15:30.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "108"
      ],
      "favorite_count": "6",
      "id_str": "1918217770890166272",
      "truncated": false,
      "retweet_count": "0",
      "id": "1918217770890166272",
      "created_at": "Fri May 02 08:15:30 +0000 2025",
      "favorited": false,
      "full_text": "1/11 I drew a map of every public bench in our town. It took a winter. Here is what 412 benches taught me. 🧵",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1917130607293366272"
          ],
          "editableUntil": "2025-04-29T09:15:30.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "44"
      ],
      "favorite_count": "10",
      "id_str": "1917130607293366272",
      "truncated": false,
      "retweet_count": "0",
      "id": "1917130607293366272",
      "created_at": "Tue Apr 29 08:15:30 +0000 2025",
      "favorited": false,
      "full_text": "RT @tom_walks: The footbridge is open again!",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1903722256266166272"
          ],
          "editableUntil": "2025-03-23T09:15:30.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.com\" rel=\"nofollow\">Example</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "78"
      ],
      "favorite_count": "10",
      "id_str": "1903722256266166272",
      "truncated": false,
      "retweet_count": "2",
      "id": "1903722256266166272",
      "created_at": "Sun Mar 23 08:15:30 +0000 2025",
      "favorited": false,
      "full_text": "A map is a promise about what matters. Everything else is left out on purpose.",
      "lang": "en"
    }
  }
]