// @generated from dns_unbounded.ksy by kaitai-struct-compiler (compile.ts); do not edit.
// This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild

(function (root, factory) {
  if (typeof define === "function" && define.amd) {
    define(["exports", "kaitai-struct/KaitaiStream"], factory);
  } else if (typeof exports === "object" && exports !== null && typeof exports.nodeType !== "number") {
    factory(exports, require("kaitai-struct/KaitaiStream"));
  } else {
    factory(root.DnsUnbounded || (root.DnsUnbounded = {}), root.KaitaiStream);
  }
})(typeof self !== "undefined" ? self : this, function (DnsUnbounded_, KaitaiStream) {
  var DnsUnbounded = (function () {
    function DnsUnbounded(_io, _parent, _root) {
      this._io = _io;
      this._parent = _parent;
      this._root = _root || this;

      this._read();
    }
    DnsUnbounded.prototype._read = function () {
      this.id = this._io.readU2be();
      this.flags = this._io.readU2be();
      this.qdcount = this._io.readU2be();
      this.ancount = this._io.readU2be();
      this.nscount = this._io.readU2be();
      this.arcount = this._io.readU2be();
      this.questions = [];
      for (var i = 0; i < this.qdcount; i++) {
        this.questions.push(new Question(this._io, this, this._root));
      }
      this.answers = [];
      for (var i = 0; i < this.ancount; i++) {
        this.answers.push(new Resource(this._io, this, this._root));
      }
      this.authorities = [];
      for (var i = 0; i < this.nscount; i++) {
        this.authorities.push(new Resource(this._io, this, this._root));
      }
      this.additionals = [];
      for (var i = 0; i < this.arcount; i++) {
        this.additionals.push(new Resource(this._io, this, this._root));
      }
    };

    var DomainName = (DnsUnbounded.DomainName = (function () {
      function DomainName(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      DomainName.prototype._read = function () {
        this.labels = [];
        var i = 0;
        do {
          var _ = new Label(this._io, this, this._root);
          this.labels.push(_);
          i++;
        } while (!(_.length == 0 || _.length >= 192));
      };

      return DomainName;
    })());

    var Label = (DnsUnbounded.Label = (function () {
      function Label(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      Label.prototype._read = function () {
        this.length = this._io.readU1();
        if (this.length >= 192) {
          this.low = this._io.readU1();
        }
        if (this.length < 192) {
          this.text = KaitaiStream.bytesToStr(this._io.readBytes(this.length), "ASCII");
        }
      };
      Object.defineProperty(Label.prototype, "target", {
        get: function () {
          if (this._m_target !== undefined) return this._m_target;
          if (this.length >= 192) {
            var io = this._root._io;
            var _pos = io.pos;
            io.seek((this.length - 192) * 256 + this.low);
            this._m_target = new DomainName(io, this, this._root);
            io.seek(_pos);
          }
          return this._m_target;
        },
      });

      return Label;
    })());

    var Mx = (DnsUnbounded.Mx = (function () {
      function Mx(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      Mx.prototype._read = function () {
        this.preference = this._io.readU2be();
        this.exchange = new DomainName(this._io, this, this._root);
      };

      return Mx;
    })());

    var Question = (DnsUnbounded.Question = (function () {
      function Question(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      Question.prototype._read = function () {
        this.name = new DomainName(this._io, this, this._root);
        this.type = this._io.readU2be();
        this.class = this._io.readU2be();
      };

      return Question;
    })());

    var Resource = (DnsUnbounded.Resource = (function () {
      function Resource(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      Resource.prototype._read = function () {
        this.name = new DomainName(this._io, this, this._root);
        this.type = this._io.readU2be();
        this.class = this._io.readU2be();
        this.ttl = this._io.readU4be();
        this.rdlength = this._io.readU2be();
        if (this.type == 1) {
          this.address = this._io.readU4be();
        }
        if (this.type == 5) {
          this.cname = new DomainName(this._io, this, this._root);
        }
        if (this.type == 15) {
          this.mx = new Mx(this._io, this, this._root);
        }
        if (this.type != 1 && this.type != 5 && this.type != 15) {
          this.unknown = this._io.readBytes(this.rdlength);
        }
      };

      return Resource;
    })());

    return DnsUnbounded;
  })();
  DnsUnbounded_.DnsUnbounded = DnsUnbounded;
});
