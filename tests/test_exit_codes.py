def test_smoke(council):
    assert council.json("member list") == []
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    print(council("member list").stdout)
def test_ex(read_example):
    assert len(read_example.json("member list")) == 23
