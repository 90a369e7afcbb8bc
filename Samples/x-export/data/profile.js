window.YTD.profile.part0 = [
  {
    "profile": {
      "description": {
        "bio": "Maps of small things.",
        "website": "https://t.co/inesmaps01",
        "location": "By the mill"
      },
      "avatarMediaUrl": "https://pbs.twimg.com/profile_images/1/ines.jpg"
    }
  }
]